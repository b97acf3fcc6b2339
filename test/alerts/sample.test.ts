import { expect } from '@open-wc/testing';
import { parseAlerts } from '../../src/alerts/index.ts';

describe('the sample that the docs give to authorities', () => {
  it('is read in full', async () => {
    const sample = await fetch(new URL('../../samples/alert.xml', import.meta.url));
    const [alert, ...others] = parseAlerts(await sample.arrayBuffer());
    expect(others).to.deep.equal([]);
    expect(alert).to.deep.include({
      id: 'phuong-ben-song-2026-0007',
      headline: 'Nước sông lên trên báo động 2',
      event: 'Lũ',
      severity: 'severe',
      sender: 'UBND phường Bến Sông',
      instruction: 'Không qua ngầm tràn, không vớt củi trên sông.',
      url: 'https://phuong.example/canh-bao/7',
      language: 'vi-vn',
      onset: new Date('2026-09-14T11:00:00Z'),
      expires: new Date('2026-09-15T11:00:00Z'),
      messageType: 'alert',
    });
    expect(alert!.areas).to.have.length(1);
    expect(alert!.areas[0]!.polygons![0]).to.have.length(5);
  });
});
