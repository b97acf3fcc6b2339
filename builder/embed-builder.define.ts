import '../src/define.ts';
import { EmbedBuilder } from './embed-builder.ts';

customElements.define('embed-builder', EmbedBuilder);
