import { CitizenPoll } from 'civic-widgets/react';
import { useState } from 'react';
import { useLoaderData } from 'react-router';
import site from '../../../site.json';

export async function loader() {
  const { renderWidget } = await import('civic-widgets/server');
  return { html: await renderWidget('citizen-poll', { lang: 'vi', src: '/polls/mot-cua' }, site.polls[0]!) };
}

export default function Polls() {
  const { html } = useLoaderData<typeof loader>();
  const [said, setSaid] = useState('');
  return (
    <main>
      <CitizenPoll
        lang="vi"
        src="/polls/mot-cua"
        html={html}
        onCivicVote={({ detail }) => setSaid(`${detail.poll.id}: ${detail.choices}`)}
      />
      <output>{said}</output>
    </main>
  );
}
