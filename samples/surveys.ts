import counter from './survey-counter.vi.json' with { type: 'json' };
import { parseSurvey, type Survey } from '../src/survey/index.ts';

const at = (days: number): string => new Date(Date.now() + days * 86_400_000).toISOString();

/** The server's sample of a counter's survey, as it sends it: eight questions on five steps, and a comment. */
export const survey = (changes: Partial<Survey> = {}): Survey => ({
  ...parseSurvey(counter),
  id: 'mot-cua',
  ...changes,
});

/** One question of each kind, short. */
export const kinds = (changes: Partial<Survey> = {}): Survey =>
  survey({
    title: 'Góp ý về nhà văn hóa',
    description: '',
    questions: [
      {
        ...{
          id: 'hoat-dong',
          title: 'Ông/bà tham gia hoạt động nào?',
          required: true,
          kind: 'multiple',
          max_choices: 2,
        },
        options: [
          { id: 'doc-sach', title: 'Đọc sách' },
          { id: 'the-thao', title: 'Thể thao' },
          { id: 'van-nghe', title: 'Văn nghệ' },
        ],
        other: true,
      },
      {
        id: 'so-nguoi',
        title: 'Gia đình ông/bà có mấy người tham gia?',
        required: false,
        kind: 'number',
        min: 1,
        max: 20,
        step: 1,
      },
      { id: 'ten-goi', title: 'Nhà văn hóa nên có tên gì?', required: false, kind: 'text', max_length: 40 },
      {
        id: 'y-kien',
        title: 'Ông/bà muốn nói thêm điều gì?',
        required: false,
        kind: 'text',
        max_length: 500,
        multiline: true,
      },
    ],
    ...changes,
  });

export const upcoming = (): Survey => survey({ opens_at: at(3) });

export const open = (): Survey => survey({ expires_at: at(20) });

export const closed = (): Survey => survey({ expired: true, expires_at: at(-2) });
