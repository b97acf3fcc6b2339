import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { getStorybookHelpers } from '@wc-toolkit/storybook-helpers';
import { html } from 'lit';
import { inTurn, json, never, notFound, wrongShape, type Endpoints } from '../.storybook/endpoints.ts';
import '../src/elements/public-alerts/public-alerts.define.ts';
import type { PublicAlerts } from '../src/elements/public-alerts/public-alerts.ts';
import { typhoon } from '../samples/weather.ts';

const { args, argTypes, template } = getStorybookHelpers<PublicAlerts>('public-alerts');

const at = (hours: number): string => new Date(Date.now() + hours * 3_600_000).toISOString();
const sender = 'UBND phường Bến Sông (mẫu)';

/** Warnings of several kinds and severities, as a ward gives them in the plain form. */
const several = () =>
  json({
    alerts: [
      {
        ...{ id: 'nuoc', language: 'vi', event: 'Cắt nước', severity: 'minor', sender, sent: at(-3) },
        headline: 'Ngừng cấp nước tổ dân phố 4, 5 và 6 để sửa đường ống',
        instruction: 'Đề nghị các hộ dân dự trữ nước sinh hoạt.',
        ...{ onset: at(6), expires: at(13), areas: [{ name: 'Tổ dân phố 4, 5, 6' }] },
      },
      {
        ...{ id: 'lu', language: 'vi', event: 'Lũ', severity: 'severe', sender, sent: at(-1), expires: at(20) },
        headline: 'Nước sông lên trên báo động 2',
        description: 'Mực nước tại cầu Bến Sông lúc 6 giờ là 10,4 m và còn lên chậm.',
        instruction: 'Không qua ngầm tràn, không vớt củi trên sông.',
        ...{ url: 'https://phuong.example/lu', areas: [{ name: 'Phường Bến Sông' }, { name: 'Phường Bãi Giữa' }] },
      },
      {
        ...{ id: 'dich', language: 'vi', event: 'Sốt xuất huyết', severity: 'moderate', sender, sent: at(-30) },
        headline: 'Số ca sốt xuất huyết tăng',
        instruction: 'Đổ nước đọng, ngủ màn cả ban ngày.',
      },
    ],
  });

const LONG =
  'Mưa rất to kèm dông lốc, sét, mưa đá; nguy cơ lũ quét, sạt lở đất trên sườn dốc và ngập úng vùng trũng thấp. ';

const long = () =>
  json({
    alerts: [
      {
        ...{
          id: 'dai',
          language: 'vi',
          severity: 'extreme',
          headline: LONG.repeat(2).trim(),
          sender: sender.repeat(3),
        },
        ...{ description: LONG.repeat(12), instruction: LONG.repeat(6), expires: at(30) },
        areas: Array.from({ length: 30 }, (_, index) => ({ name: `Phường số ${index + 1}` })),
      },
    ],
  });

const answers = (alerts: Endpoints[string], state: PublicAlerts['state'] = 'ready') => ({
  endpoints: { '/alerts': alerts },
  state,
});

const meta = {
  title: 'Elements/public-alerts',
  component: 'public-alerts',
  args,
  argTypes,
  render: (values) => template(values),
  parameters: answers(several),
} satisfies Meta<PublicAlerts>;

export default meta;
type Story = StoryObj<PublicAlerts>;

async function reload({ canvasElement }: { canvasElement: HTMLElement }): Promise<void> {
  const element = canvasElement.querySelector('public-alerts')!;
  if (element.state === 'loading' || element.state === 'idle')
    await new Promise((resolve) => element.addEventListener('civic-load', resolve, { once: true }));
  await element.reload();
}

/** Gravest first, of whatever kind. */
export const List: Story = {};

/** A CAP 1.2 alert. */
export const One: Story = { parameters: answers(typhoon) };

/** What to expect and what to do. */
export const Open: Story = {
  parameters: answers(typhoon),
  play: async ({ canvasElement }) => {
    const element = canvasElement.querySelector('public-alerts')!;
    for (const end = performance.now() + 30_000; performance.now() < end;) {
      const summary = element.shadowRoot?.querySelector<HTMLElement>('.warning summary');
      if (summary) return summary.click();
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    throw new Error('The story shows no warning.');
  },
};

/** The gravest, for a page's head; the rest is behind it. */
export const Banner: Story = { args: { layout: 'banner' } };

/** No room is taken while there is nothing to warn of. */
export const EmptyBanner: Story = {
  args: { layout: 'banner' },
  parameters: answers(json({ alerts: [] }), 'empty'),
  render: (values) =>
    html`${template(values)}
      <p lang="vi">Trang chủ</p>`,
};

/** Only severe and extreme warnings. */
export const MinSeverity: Story = { args: { 'min-severity': 'severe' } as Story['args'] };

/** Only warnings for a place. */
export const Places: Story = { args: { places: 'hue' }, parameters: answers(typhoon) };

export const Loading: Story = { args: { timeout: 3600 }, parameters: answers(never, 'loading') };

/** The source was read: nothing is known. */
export const Empty: Story = { parameters: answers(json({ alerts: [] }), 'empty') };

/** A refresh failed: the last warnings stay, and there may be others. */
export const Stale: Story = { parameters: answers(inTurn(several(), notFound), 'stale'), play: reload };

/** Nobody says that there is no warning. */
export const NotFound: Story = { parameters: answers(notFound, 'error') };

export const WrongShape: Story = { parameters: answers(wrongShape, 'error') };

export const LongText: Story = { parameters: answers(long) };
