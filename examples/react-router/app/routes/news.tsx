import { DistrictNews } from 'civic-widgets/react';
import { useState } from 'react';
import { useLoaderData } from 'react-router';
import site from '../../../site.json';

const zone = { lang: 'vi', timeZone: 'Asia/Ho_Chi_Minh' };

export async function loader() {
  const { renderWidget } = await import('civic-widgets/server');
  const attributes = { lang: 'vi', 'time-zone': zone.timeZone, heading: 'Tin phường', 'heading-level': 3 } as const;
  return { html: await renderWidget('district-news', attributes, site.feed) };
}

export default function News() {
  const { html } = useLoaderData<typeof loader>();
  const [said, setSaid] = useState('');
  const [newTab, setNewTab] = useState(false);
  return (
    <main>
      <button onClick={() => setNewTab(!newTab)}>New tab</button>
      <DistrictNews
        {...zone}
        html={html}
        heading="Tin phường"
        headingLevel={3}
        newTab={newTab}
        onCivicLoad={({ detail }) => setSaid(`${detail.data.items.length} from ${detail.from}`)}
      />
      <output>{said}</output>
    </main>
  );
}
