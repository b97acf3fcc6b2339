import 'civic-widgets/define';
import type {} from 'civic-widgets/jsx';
import { createSignal, For, Show } from 'solid-js';
import site from '../../site.json';

export function App() {
  const [isShown, setShown] = createSignal(true);
  const [feed, setFeed] = createSignal(site.feed);
  const [newTab, setNewTab] = createSignal(false);
  const [polls, setPolls] = createSignal(site.polls);
  const [said, setSaid] = createSignal('');
  return (
    <main>
      <button onClick={() => setFeed(site.later)}>More news</button>
      <button onClick={() => setNewTab(!newTab())}>New tab</button>
      <button onClick={() => setPolls(polls().toReversed())}>Reverse</button>
      <button onClick={() => setShown(!isShown())}>{isShown() ? 'Remove' : 'Show'}</button>
      <output>{said()}</output>
      <Show when={isShown()}>
        <district-news
          data={feed()}
          heading="Tin phường"
          heading-level={3}
          new-tab={newTab()}
          on:civic-load={({ detail }) => setSaid(`${detail.data.items.length} from ${detail.from}`)}
        />
        <city-weather src="/weather" refresh={60} loading="lazy" />
        <For each={polls()}>
          {(poll) => (
            <citizen-poll
              data={poll}
              src={`/polls/${poll.id}`}
              on:civic-vote={({ detail }) => setSaid(`${detail.poll.id}: ${detail.choices}`)}
            />
          )}
        </For>
      </Show>
    </main>
  );
}
