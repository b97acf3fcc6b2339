import { AdminPage } from './admin-page.ts';

customElements.define('admin-page', AdminPage);
