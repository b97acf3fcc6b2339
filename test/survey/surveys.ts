import type { Survey, SurveyQuestion } from '../../src/survey/index.ts';

export const RATES = [
  { id: 'good', title: 'Good' },
  { id: 'fair', title: 'Fair' },
  { id: 'poor', title: 'Poor' },
];

/** A survey as its server sends it: one question of each kind, on three steps. */
export function surveyWire(changes: Partial<Survey> = {}): Survey {
  return {
    id: 'counter',
    title: 'How was the counter today?',
    questions: [
      {
        id: 'came',
        title: 'What did you come for?',
        section: 'Visit',
        required: true,
        kind: 'single',
        options: [
          { id: 'birth', title: 'Birth' },
          { id: 'land', title: 'Land' },
        ],
        other: true,
      },
      {
        id: 'papers',
        title: 'Which papers?',
        section: 'Visit',
        required: false,
        kind: 'multiple',
        options: RATES,
        min_choices: 1,
        max_choices: 2,
        when: { question: 'came', is: ['land', 'other'] },
      },
      { id: 'mood', title: 'How was it?', section: 'Service', required: true, kind: 'rating', options: RATES },
      {
        id: 'parts',
        title: 'And in detail?',
        section: 'Service',
        required: true,
        kind: 'grid',
        rows: [
          { id: 'wait', title: 'Waiting' },
          { id: 'room', title: 'Room' },
        ],
        options: RATES,
      },
      {
        id: 'why',
        title: 'What was poor?',
        section: 'Service',
        required: true,
        kind: 'text',
        max_length: 20,
        multiline: true,
        when: { question: 'mood', is: ['poor'] },
      },
      { id: 'visits', title: 'How many visits?', required: false, kind: 'number', min: 1, max: 10, step: 1 },
    ],
    opens_at: null,
    expires_at: null,
    expired: false,
    answered: false,
    ...changes,
  };
}

export const question = (id: string): SurveyQuestion => surveyWire().questions.find((each) => each.id === id)!;
