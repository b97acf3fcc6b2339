'use client';
import { CitizenPoll } from 'civic-widgets/react';
import { useState } from 'react';

export function Poll({ html }: { html: string }) {
  const [said, setSaid] = useState('');
  return (
    <main>
      <CitizenPoll
        html={html}
        lang="vi"
        src="/polls/mot-cua"
        onCivicVote={({ detail }) => setSaid(`${detail.poll.id}: ${detail.choices}`)}
      />
      <output>{said}</output>
    </main>
  );
}
