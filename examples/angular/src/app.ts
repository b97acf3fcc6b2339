import 'civic-widgets/define';
import { Component, CUSTOM_ELEMENTS_SCHEMA, signal } from '@angular/core';
import type { DataOrigin, NewsFeed, Poll } from 'civic-widgets';
import site from '../../site.json';

@Component({
  selector: 'app-root',
  schemas: [CUSTOM_ELEMENTS_SCHEMA],
  templateUrl: './app.html',
})
export class App {
  readonly site = site;
  readonly isShown = signal(true);
  readonly feed = signal(site.feed);
  readonly newTab = signal(false);
  readonly polls = signal(site.polls);
  readonly said = signal('');

  onReverse(): void {
    this.polls.update((polls) => polls.toReversed());
  }

  onLoad({ detail }: CustomEvent<{ data: object; from: DataOrigin }>): void {
    this.said.set(`${(detail.data as NewsFeed).items.length} from ${detail.from}`);
  }

  onVote({ detail }: CustomEvent<{ poll: Poll; choices: string[] }>): void {
    this.said.set(`${detail.poll.id}: ${detail.choices}`);
  }
}
