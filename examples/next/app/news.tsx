'use client';
import { DistrictNews } from 'civic-widgets/react';
import { useState } from 'react';

export function News({ html }: { html: string }) {
  const [said, setSaid] = useState('');
  const [newTab, setNewTab] = useState(false);
  return (
    <main>
      <button onClick={() => setNewTab(!newTab)}>New tab</button>
      <DistrictNews
        html={html}
        lang="vi"
        timeZone="Asia/Ho_Chi_Minh"
        heading="Tin phường"
        headingLevel={3}
        newTab={newTab}
        onCivicLoad={({ detail }) => setSaid(`${detail.data.items.length} from ${detail.from}`)}
      />
      <output>{said}</output>
    </main>
  );
}
