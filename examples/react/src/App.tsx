import 'civic-widgets/define';
import type {} from 'civic-widgets/jsx';
import { useState } from 'react';
import site from '../../site.json';

export function App() {
  const [isShown, setShown] = useState(true);
  const [feed, setFeed] = useState(site.feed);
  const [newTab, setNewTab] = useState(false);
  const [polls, setPolls] = useState(site.polls);
  const [said, setSaid] = useState('');
  return (
    <main>
      <button onClick={() => setFeed(site.later)}>More news</button>
      <button onClick={() => setNewTab(!newTab)}>New tab</button>
      <button onClick={() => setPolls(polls.toReversed())}>Reverse</button>
      <button onClick={() => setShown(!isShown)}>{isShown ? 'Remove' : 'Show'}</button>
      <output>{said}</output>
      {isShown && (
        <>
          <district-news
            data={feed}
            heading="Tin phường"
            headingLevel={3}
            newTab={newTab}
            oncivic-load={({ detail }) => setSaid(`${detail.data.items.length} from ${detail.from}`)}
          />
          <city-weather src="/weather" refresh={60} loading="lazy" />
          {polls.map((poll) => (
            <citizen-poll
              key={poll.id}
              data={poll}
              src={`/polls/${poll.id}`}
              oncivic-vote={({ detail }) => setSaid(`${detail.poll.id}: ${detail.choices}`)}
            />
          ))}
        </>
      )}
    </main>
  );
}
