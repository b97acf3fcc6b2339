import { expect } from '@open-wc/testing';
import { newestItems, parseNews, type NewsItem } from '../../src/news/index.ts';
import { rss } from '../fixtures/news/feeds.ts';

const url = 'https://ward.example/feed';
const item = (body: string | object): NewsItem => parseNews(body, { url, timeZone: 'UTC' }).items[0]!;
const DATE = '2021-07-13T07:21:00Z';
const is = (date: Date | undefined) => date?.getTime() === Date.parse(DATE);

describe('the names that a field goes by', () => {
  it('in JSON Feed and plain JSON', () => {
    const of = (fields: object) => item({ items: [{ title: 'a', ...fields }] });
    for (const name of ['published', 'date_published', 'pubDate', 'isoDate', 'date'])
      expect(is(of({ [name]: DATE }).published), name).to.equal(true);
    for (const name of ['updated', 'date_modified', 'modified'])
      expect(is(of({ [name]: DATE }).updated), name).to.equal(true);
    for (const name of ['url', 'external_url', 'link'])
      expect(of({ [name]: '/x' }).url, name).to.equal('https://ward.example/x');
    expect(of({ id: 'http://ward.example/x' }).url).to.equal('http://ward.example/x');
    expect(of({ id: 'tag:https://x' }).url).to.equal(undefined);
    for (const name of ['id', 'guid']) expect(of({ [name]: 'x' }).id, name).to.equal('x');
    for (const name of ['html', 'content_html', 'content']) expect(of({ [name]: '<p>x' }).html, name).to.equal('<p>x');
    for (const name of ['summary', 'description', 'excerpt'])
      expect(of({ [name]: '<p>x' }).summary, name).to.equal('x');
    expect(of({ content_text: 'a < b' })).to.include({ summary: 'a < b', html: '<p>a &lt; b</p>' });
    for (const name of ['tags', 'categories', 'category'])
      expect(of({ [name]: ['x', 'y'] }).categories, name).to.deep.equal(['x', 'y']);
    for (const name of ['authors', 'author', 'creator'])
      for (const value of ['x', ['x'], { name: 'x' }, [{ name: 'x' }], { url: 'x' }])
        expect(of({ [name]: value }).authors, name).to.deep.equal(['x']);
    for (const value of ['x', { title: 'x' }, { name: 'x' }]) expect(of({ source: value }).source).to.equal('x');
    const image = { alt: 'x', width: 64, height: 40 };
    expect(of({ image: { url: '/x', ...image } }).image).to.deep.equal({ url: 'https://ward.example/x', ...image });
    for (const fields of [
      { image: '/x' },
      { image: { src: '/x' } },
      { banner_image: '/x' },
      { thumbnail: '/x' },
      {
        attachments: [
          { mime_type: 'audio/mpeg', url: '/y' },
          { mime_type: 'image/png', url: '/x' },
        ],
      },
      { html: '<img src="/x">' },
      { summary: '<img src="/x">' },
    ])
      expect(of(fields).image?.url, JSON.stringify(fields)).to.equal('https://ward.example/x');
    const feed = parseNews(
      { title: 'f', link: '/home', language: 'vi', updated: DATE, author: 'x', items: [{ title: 'a' }] },
      { url },
    );
    expect(feed).to.include({ title: 'f', url: 'https://ward.example/home', language: 'vi' });
    expect(is(feed.updated)).to.equal(true);
    expect(feed.items[0]!.authors).to.deep.equal(['x']);
    expect(parseNews([{ title: 'a' }, { url: '/b' }], { url }).items).to.have.length(2);
    expect(() => parseNews([{ title: 'a' }, { name: 'b' }], { url })).to.throw();
  });

  it('in Liferay', () => {
    const of = (fields: object) => item({ items: [{ friendlyUrlPath: 'x', ...fields }] });
    for (const name of ['externalReferenceCode', 'uuid', 'id', 'key'])
      expect(of({ [name]: 'i' }).id, name).to.equal('i');
    for (const name of ['title', 'headline']) expect(of({ [name]: 't' }).title, name).to.equal('t');
    for (const name of ['description', 'alternativeHeadline']) expect(of({ [name]: 's' }).summary, name).to.equal('s');
    for (const name of ['datePublished', 'dateCreated'])
      expect(is(of({ [name]: DATE }).published), name).to.equal(true);
    expect(is(of({ dateModified: DATE }).updated)).to.equal(true);
    for (const [fields, path] of [
      [{}, 'w/x'],
      [{ articleBody: '<p>' }, 'b/x'],
      [{ friendlyUrlPath: '/web/x' }, 'web/x'],
      [{ friendlyUrlPath: 'https://ward.example/y' }, 'y'],
      [{ url: '/u' }, 'u'],
      [{ contentUrl: '/c' }, 'c'],
    ] as const)
      expect(of(fields).url).to.equal(`https://ward.example/${path}`);
    const field = (data: string, more = {}) => ({ contentFieldValue: { data }, ...more });
    const contentFields = [
      field('label'),
      field('rich', { inputControl: 'rich_text' }),
      { nestedContentFields: [{ ...field('<b>one'), nestedContentFields: [field('two', { dataType: 'html' })] }] },
    ];
    expect(of({ contentFields }).html).to.equal('rich\n<b>one\ntwo');
    expect(of({ articleBody: '<p>x', contentFields }).html).to.equal('<p>x');
    for (const name of ['description', 'caption'])
      expect(of({ image: { contentUrl: '/x', [name]: 'alt' } }).image).to.deep.include({
        url: 'https://ward.example/x',
        alt: 'alt',
      });
    expect(of({ contentFields: [{ contentFieldValue: { image: { contentUrl: '/x' } } }] }).image?.url).to.equal(
      'https://ward.example/x',
    );
    expect(of({ creator: { name: 'n' } }).authors).to.deep.equal(['n']);
    expect(of({}).authors).to.deep.equal([]);
  });

  it('in SharePoint', () => {
    const of = (fields: object) => item({ value: [{ Title: 't', ...fields }] });
    for (const name of [
      'ArticleStartDate',
      'FirstPublishedDate',
      'PublishedDate',
      'PublishDate',
      'PublishingStartDate',
      'Created',
    ])
      expect(is(of({ [name]: DATE }).published), name).to.equal(true);
    expect(is(of({ Modified: DATE }).updated)).to.equal(true);
    for (const name of ['PublishingPageContent', 'Body', 'Content', 'CanvasContent1', 'WikiField', 'PageContent'])
      expect(of({ [name]: '<p>x' }).html, name).to.equal('<p>x');
    for (const name of ['GUID', 'UniqueId', 'Id', 'ID']) expect(of({ [name]: 'i' }).id, name).to.equal('i');
    for (const name of ['Description', 'Comments', 'Summary', 'Abstract', 'RollupContent', 'ArticleByLine'])
      expect(of({ [name]: 's' }).summary, name).to.equal('s');
    for (const name of ['Author', 'Author0', 'PublishingContact', 'AuthorByline'])
      for (const key of ['Title', 'LookupValue', 'Name'])
        expect(of({ [name]: { [key]: 'n' } }).authors, name + key).to.deep.equal(['n']);
    for (const name of ['Category', 'Categories', 'NewsCategory', 'TaxKeyword'])
      for (const value of ['c', ['c'], { Label: 'c' }, { results: [{ Title: 'c' }] }, [{ LookupValue: 'c' }]])
        expect(of({ [name]: value }).categories, name).to.deep.equal(['c']);
    for (const name of [
      'EncodedAbsUrl',
      'AbsoluteUrl',
      'Path',
      'LinkingUrl',
      'Url',
      'URL',
      'LinkUrl',
      'FileRef',
      'ServerUrl',
      'OriginalSourceUrl',
    ])
      expect(of({ [name]: '/x' }).url, name).to.equal('https://ward.example/x');
    expect(of({ URL: { Url: '/x' } }).url).to.equal('https://ward.example/x');
    expect(of({ File: { ServerRelativeUrl: '/x' } }).url).to.equal('https://ward.example/x');
    for (const name of [
      'BannerImageUrl',
      'PublishingPageImage',
      'PublishingRollupImage',
      'Image',
      'Picture',
      'Thumbnail',
      'BackgroundImageLocation',
    ])
      for (const value of ['/x', '<img src="/x">', { Url: '/x' }, '{"serverRelativeUrl":"/x"}'])
        expect(of({ [name]: value }).image?.url, name).to.equal('https://ward.example/x');
    expect(of({ Image: '{broken', Picture: { Url: '/x', Description: 'alt' } }).image).to.deep.include({
      url: 'https://ward.example/x',
      alt: 'alt',
    });
    expect(of({ Body: '<img src="/x">' }).image?.url).to.equal('https://ward.example/x');
    expect(() => parseNews({ value: [{ name: 'x' }] })).to.throw();
    for (const row of [{ Title: 't' }, { Id: 1 }, { ID: 1 }, { FileRef: '/x' }, { FileLeafRef: 'x' }]) {
      expect(parseNews({ value: [row] }, { url }).items, JSON.stringify(row)).to.have.length(1);
      expect(() => parseNews({ value: [row, { name: 'x' }] }), JSON.stringify(row)).to.throw();
    }
    expect(parseNews({ d: { Title: 't' } }).items).to.have.length(1);
    expect(of({ Title: '', FileLeafRef: 'x.aspx' }).title).to.equal('x.aspx');
    expect(of({ Author: { Title: 'a' }, AuthorByline: { Title: 'b' } }).authors).to.deep.equal(['a']);
    for (const [file, address] of [
      ['/sites/p/Lists/Tin/12_.000', '/sites/p/Lists/Tin/DispForm.aspx?ID=12'],
      ['/lists/Tin/2021/07/12_.000', '/lists/Tin/DispForm.aspx?ID=12'],
      ['/sites/p/Lists/Tin/12_.000.aspx', '/sites/p/Lists/Tin/12_.000.aspx'],
      ['/sites/p/Pages/12_.000', '/sites/p/Pages/12_.000'],
    ] as const)
      expect(of({ FileRef: file }).url, file).to.equal(`https://ward.example${address}`);
    const info = 'vti_x:SR|1\nPublishingPageImage:SW|<img src="/x">\nPublishingRollupImage:SW|<img src="/y">';
    for (const fields of [
      { FieldValuesAsText: { MetaInfo: info } },
      { FieldValuesAsText: { MetaInfo: `a${info}` }, FieldValuesAsHtml: {} },
      { FieldValuesAsHtml: { PublishingPageImage: '<img src="/x">' } },
      { PublishingPageImage: '<img alt="none">', PublishingRollupImage: '<img src="/x">' },
    ])
      expect(of(fields).image?.url, JSON.stringify(fields)).to.equal('https://ward.example/x');
    expect(of({ Image: { Url: '/x', Description: '/x' } }).image?.alt).to.equal(undefined);
  });

  it('in WordPress', () => {
    const of = (fields: object) => item([{ title: { rendered: 't' }, ...fields }]);
    expect(is(of({ date_gmt: DATE.slice(0, -1) }).published)).to.equal(true);
    expect(is(of({ date_gmt: '0000-00-00T00:00:00', date: DATE.slice(0, -1) }).published)).to.equal(true);
    expect(is(of({ modified: DATE }).updated)).to.equal(true);
    expect(of({ guid: { rendered: 'https://ward.example/?p=1' } })).to.include({
      id: 'https://ward.example/?p=1',
      url: 'https://ward.example/?p=1',
    });
    expect(of({ id: 7, link: 'https://ward.example/x' })).to.include({ id: '7', url: 'https://ward.example/x' });
    expect(of({ content: '<p>x' }).html).to.equal('<p>x');
    for (const path of [
      'jetpack_featured_media_url',
      'featured_image_src',
      'featured_media_src_url',
      'featured_image_url',
      'featured_media_url',
      'fimg_url',
    ])
      expect(of({ [path]: '/x' }).image?.url, path).to.equal('https://ward.example/x');
    for (const fields of [
      { yoast_head_json: { og_image: [{ url: '/x' }] } },
      { better_featured_image: { source_url: '/x' } },
      { _embedded: { 'wp:featuredmedia': [{ media_details: { sizes: { full: { source_url: '/x' } } } }] } },
      { link: 'https://ward.example/', content: { rendered: '<img src="x">' } },
      { link: 'https://ward.example/', excerpt: { rendered: '<img src="x">' } },
    ])
      expect(of(fields).image?.url, JSON.stringify(fields)).to.equal('https://ward.example/x');
  });

  it('in Drupal', () => {
    type Resource = Record<string, unknown> & { type: string };
    const node = (attributes: object, relationships: object = {}) => ({
      type: 'node--article',
      id: 'n',
      attributes: { title: 't', ...attributes },
      relationships,
    });
    const of = (attributes: object) => item({ data: [node(attributes)] });
    /** A node that refers to the first of these, which the answer includes. */
    const related = (included: Resource[], meta?: object, name = 'field_x') =>
      item({
        data: node({}, { [name]: { data: { type: included[0]!.type, id: 'r', meta } } }),
        included: included.map((one) => ({ id: 'r', ...one })),
      });
    for (const name of ['published_at', 'field_date', 'created'])
      expect(is(of({ [name]: DATE }).published), name).to.equal(true);
    expect(is(of({ changed: DATE }).updated)).to.equal(true);
    expect(is(of({ created: '2020-01-01T00:00:00Z', published_at: DATE }).published)).to.equal(true);
    for (const name of ['title', 'name', 'label'])
      expect(of({ title: undefined, [name]: ' x <b> &amp;\n y' }).title, name).to.equal('x <b> & y');
    expect(of({}).id).to.equal('n');
    for (const [attributes, address] of [
      [{ path: { alias: '/tin/x' } }, 'https://ward.example/tin/x'],
      [{ path: { alias: 'tin/x' } }, 'https://ward.example/tin/x'],
      [{ path: { alias: null }, drupal_internal__nid: 12 }, 'https://ward.example/node/12'],
      [{}, undefined],
    ] as const)
      expect(of(attributes).url, JSON.stringify(attributes)).to.equal(address);
    const self = { self: { href: 'https://city.example/ward/jsonapi/node/article?page[limit]=5' } };
    expect(item({ data: [node({ path: { alias: '/x' } })], links: self }).url).to.equal('https://city.example/ward/x');

    for (const attributes of [
      { body: { processed: '<p>x', value: 'y' } },
      { body: { value: '<p>x' } },
      { body: '<p>x' },
      { body: null, field_body: { value: '<p>x' } },
      { content: { value: '<p>x' } },
      { field_content_main: { value: '<p>x' } },
    ])
      expect(of(attributes).html, JSON.stringify(attributes)).to.equal('<p>x');
    expect(of({ somebody: { value: '<p>x' } }).html).to.equal(undefined);
    for (const attributes of [
      { body: { summary: '<p>x' } },
      { field_summary: { processed: '<p>x', value: 'y' } },
      { field_summary: { value: '<p>x' } },
      { field_summary: '<p>x' },
      { field_teaser: '<p>x' },
    ])
      expect(of({ ...attributes }).summary, JSON.stringify(attributes)).to.equal('x');

    const file = (attributes: object) => ({ type: 'file--file', attributes });
    for (const attributes of [
      { uri: { url: '/x' }, filemime: 'image/png' },
      { url: '/x', uri: { value: 'public://x' }, filemime: 'image/png' },
      { uri: 'https://ward.example/x', filemime: 'image/png' },
    ])
      expect(related([file(attributes)]).image?.url, JSON.stringify(attributes)).to.equal('https://ward.example/x');
    for (const [name, isPicture] of [
      ['/x.jpg', true],
      ['/x.JPEG?itok=1', true],
      ['/x.svg', true],
      ['/x.pdf', false],
      ['/x.jpg.pdf', false],
      ['/xjpg', false],
    ] as const)
      expect(!!related([file({ uri: { url: name } })]).image, name).to.equal(isPicture);
    expect(related([file({ uri: { url: '/x.png' }, filemime: 'application/pdf' })]).image).to.equal(undefined);
    expect(related([file({ filemime: 'image/png' })]).image).to.equal(undefined);
    expect(
      related([file({ uri: { url: '/x.png' } })], { alt: 'Phòng', width: '600', height: 400 }).image,
    ).to.deep.equal({ url: 'https://ward.example/x.png', alt: 'Phòng', width: 600, height: 400 });
    const media = (type: string) => ({
      type,
      relationships: { field_media: { data: { type: 'file--file', id: 'r', meta: { alt: 'Phòng' } } } },
    });
    const picture = file({ uri: { url: '/x.png' } });
    expect(related([media('media--image'), picture]).image).to.deep.include({
      url: 'https://ward.example/x.png',
      alt: 'Phòng',
    });
    expect(related([media('media--document'), file({ uri: { url: '/x.pdf' } })]).image).to.equal(undefined);
    expect(related([media('paragraph--card'), picture]).image).to.equal(undefined);
    expect(of({ body: { value: '<img src="x.png">' } }).image?.url).to.equal('https://ward.example/x.png');
    expect(
      item({ data: [node({}, { field_image: { data: { type: 'file--file', id: 'not included' } } })] }).image,
    ).to.equal(undefined);

    const person = (type: string, attributes: object, name?: string) =>
      related([{ type, attributes }], undefined, name).authors;
    expect(person('user--user', { display_name: 'Văn phòng', name: 'vp' })).to.deep.equal(['Văn phòng']);
    expect(person('user--user', { name: 'vp' })).to.deep.equal(['vp']);
    expect(person('user--user', {})).to.deep.equal([]);
    expect(person('profile--x', { name: 'vp' }, 'uid')).to.deep.equal(['vp']);
    expect(person('profile--x', { name: 'vp' })).to.deep.equal([]);
    const category = (type: string, attributes: object) => related([{ type, attributes }]).categories;
    expect(category('taxonomy_term--tags', { name: 'Thông báo' })).to.deep.equal(['Thông báo']);
    expect(category('taxonomy_term--tags', {})).to.deep.equal([]);
    expect(category('node--page', { name: 'Thông báo' })).to.deep.equal([]);

    for (const data of [[], [{ type: 'node--article' }], [{ type: 7, attributes: {} }], [{ attributes: {} }]])
      expect(() => parseNews({ data }), JSON.stringify(data)).to.throw();
  });

  it('in RSS', () => {
    const spaces =
      'xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd" xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xhtml="http://www.w3.org/1999/xhtml"';
    const of = (more: string, channel = '') => item(rss([{ more }], { channel }).replace('<rss ', `<rss ${spaces} `));
    const each = (names: string, value: string, field: keyof NewsItem) =>
      names.split(' ').map((name) => {
        const found = of(`<title>t</title><${name}>${value}</${name}>`)[field];
        return [name, found instanceof Date ? found.toISOString() : JSON.parse(JSON.stringify(found ?? null))] as const;
      });
    for (const [name, found] of each(
      'pubdate dc:date atom:published dcterms:created dcterms:issued date published atom:issued',
      DATE,
      'published',
    ))
      expect(found, name).to.equal(new Date(DATE).toISOString());
    for (const [name, found] of each(
      'dcterms:modified atom:updated atom:modified updated lastBuildDate',
      DATE,
      'updated',
    ))
      expect(found, name).to.equal(new Date(DATE).toISOString());
    for (const [name, found] of each(
      'description dc:description dcterms:abstract media:description itunes:summary summary itunes:subtitle atom:content atom:summary',
      'x',
      'summary',
    ))
      expect(found, name).to.equal('x');
    for (const [name, found] of each('content:encoded xhtml:body body xhtml:div fullitem', '&lt;p&gt;x', 'html'))
      expect(found, name).to.equal('<p>x');
    for (const [name, found] of each(
      'category dc:subject media:category atom:category itunes:category',
      'x',
      'categories',
    ))
      expect(found, name).to.deep.equal(['x']);
    for (const name of 'dc:creator dc:author author managingEditor atom:author itunes:author dc:contributor media:credit'.split(
      ' ',
    ))
      for (const value of ['Văn phòng', 'vp@ward.example (Văn phòng)', 'Văn phòng &lt;vp@ward.example&gt;']) {
        if (name === 'dc:creator' || !value.includes('&lt;'))
          expect(of(`<title>t</title><${name}>${value}</${name}>`).authors, name).to.deep.equal(['Văn phòng']);
      }
    for (const name of 'title atom:title dc:title media:title itunes:title'.split(' '))
      expect(of(`<${name}>x</${name}>`).title, name).to.equal('x');
    for (const more of [
      '<link>/x</link>',
      '<link href="/x"/>',
      '<atom:link href="/x"/>',
      '<guid>https://ward.example/x</guid>',
      '<url>/x</url>',
      '<enclosure url="/x"/>',
      '<media:content url="/x"/>',
    ])
      expect(of(`<title>t</title>${more}`).url, more).to.equal('https://ward.example/x');
    expect(of('<title>t</title><guid isPermaLink=" False ">https://ward.example/x</guid>').url).to.equal(undefined);
    expect(of('<title>t</title><source url="/">Báo</source>').source).to.equal('Báo');
    expect(of('<title>t</title>', '<managingEditor>Biên tập</managingEditor>').authors).to.deep.equal(['Biên tập']);
    expect(of('<title>t</title>').authors).to.deep.equal([]);
    for (const [author, name] of [
      ['vp@ward.example(Văn phòng)', 'Văn phòng'],
      ['Văn phòng &amp;lt;vp@ward.example&amp;gt;', 'Văn phòng'],
      ['Văn phòng&amp;lt;vp@ward.example&amp;gt;', 'Văn phòng'],
      ['<name>Văn phòng</name><email>vp@ward.example</email>', 'Văn phòng'],
      ['<atom:name>Văn phòng</atom:name>', 'Văn phòng'],
      ['<email>vp@ward.example</email>', 'vp@ward.example'],
      ['<atom:email>vp@ward.example</atom:email>', 'vp@ward.example'],
      // What is written in another way stays whole.
      ['An, vp@ward.example (Văn phòng)', 'An, vp@ward.example (Văn phòng)'],
      ['vp@ward.example (Văn phòng) và An', 'vp@ward.example (Văn phòng) và An'],
      ['Văn phòng &amp;lt;vp@ward.example&amp;gt; và An', 'Văn phòng <vp@ward.example> và An'],
      ['Văn phòng &amp;lt;1&amp;gt;', 'Văn phòng <1>'],
    ] as const)
      expect(of(`<title>t</title><author>${author}</author>`).authors, author).to.deep.equal([name]);
    expect(of('<title>t</title><author></author><itunes:author>x</itunes:author>').authors).to.deep.equal(['x']);
    for (const [guid, id] of [
      ['<guid>x</guid>', 'x'],
      ['<guid></guid>', 'https://ward.example/x'],
    ] as const)
      expect(of(`<title>t</title><link>/x</link>${guid}`).id, guid).to.equal(id);
    expect(of('<title>t</title><guid>http://ward.example/x</guid>').url).to.equal('http://ward.example/x');
    expect(of('<title>t</title><guid>tag:https://ward.example/x</guid>').url).to.equal(undefined);
    expect(of('<title>t</title><link>javascript:x</link><link href="/x"/>').url).to.equal('https://ward.example/x');
    const about = (more: string) =>
      item(
        `<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"><item rdf:about="/x"><title>t</title>${more}</item></rdf:RDF>`,
      );
    expect(about('')).to.include({ id: '/x', url: 'https://ward.example/x' });
    expect(about('<link>/y</link>')).to.include({ id: '/x', url: 'https://ward.example/y' });
  });

  it('in dates without a zone, which the site’s zone completes, and by which the newest is known', () => {
    const dates = ['2021-07-12T14:21:00', '2021-07-13T14:21:00', undefined, '2021-07-11T14:21:00'];
    const documents: [
      name: string,
      of: (published?: string, updated?: string) => object,
      wrap: (all: object[]) => unknown,
    ][] = [
      ['plain', (published, updated) => ({ title: 't', published, updated }), (items) => ({ items })],
      [
        'liferay',
        (datePublished, dateModified) => ({ title: 't', friendlyUrlPath: 'x', datePublished, dateModified }),
        (items) => ({ items }),
      ],
      [
        'liferay, created',
        (dateCreated) => ({ title: 't', friendlyUrlPath: 'x', dateCreated }),
        (items) => ({ items }),
      ],
      ['sharepoint', (Created, Modified) => ({ Title: 't', Created, Modified }), (value) => ({ value })],
      [
        'drupal',
        (created, changed) => ({ type: 'node--x', attributes: { title: 't', created, changed } }),
        (data) => ({ data }),
      ],
      ['wordpress', (date, modified) => ({ title: { rendered: 't' }, date, modified }), (posts) => posts],
      [
        'rss',
        (published, updated) => ({ pubDate: published, updated }),
        (items) => `<rss>${items.map((one) => `<item><title>t</title>${xml(one)}</item>`).join('')}</rss>`,
      ],
      [
        'atom',
        (published, updated) => ({ published, updated }),
        (items) => `<feed>${items.map((one) => `<entry><title>t</title>${xml(one)}</entry>`).join('')}</feed>`,
      ],
    ];
    const xml = (fields: object) =>
      Object.entries(fields)
        .map(([name, value]) => (value ? `<${name}>${String(value)}</${name}>` : ''))
        .join('');
    for (const [name, of, wrap] of documents) {
      const read = (all: object[]) => {
        const feed = parseNews(wrap(all) as object, { url: `${url}/`, timeZone: 'Asia/Ho_Chi_Minh' });
        // Each item once: with ids of their own all are there.
        return feed.items.map((one, index) => ({ ...one, id: String(index), url: undefined }));
      };
      const order = (items: NewsItem[]) =>
        [...newestItems({ items })].map(({ published, updated }) => (published ?? updated)?.toISOString().slice(8, 13));
      const newest = ['13T07', '12T07', '11T07', undefined];
      expect(order(read(dates.map((date) => of(date)))), name).to.deep.equal(newest);
      if (of.length > 1) expect(order(read(dates.map((date) => of(undefined, date)))), name).to.deep.equal(newest);
      // The order is known before an item is built.
      const linked = wrap(dates.map((date) => of(date))) as object;
      const [first] = newestItems(parseNews(linked, { timeZone: 'Asia/Ho_Chi_Minh' }));
      expect(first!.published?.toISOString(), name).to.equal('2021-07-13T07:21:00.000Z');
      const [changed] = newestItems(parseNews(wrap(dates.map((date) => of(undefined, date))) as object));
      if (of.length > 1) expect(changed!.updated?.getDate(), name).to.equal(13);
    }
    const [post] = parseNews([{ title: { rendered: 't' }, date_gmt: '2021-07-13T07:21:00' }], {
      timeZone: 'Asia/Ho_Chi_Minh',
    }).items;
    expect(is(post!.published)).to.equal(true);
  });

  it('in the channel of RSS', () => {
    const of = (channel: string) =>
      parseNews(
        `<rss xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:atom="http://www.w3.org/2005/Atom" xmlns:media="http://search.yahoo.com/mrss/" xmlns:dcterms="http://purl.org/dc/terms/"><channel>${channel}<item><title>t</title></item></channel></rss>`,
        { url, timeZone: 'UTC' },
      );
    for (const name of ['title', 'dc:title', 'atom:title', 'media:title'])
      expect(of(`<${name}>&lt;b&gt;x</${name}>`).title, name).to.equal('x');
    for (const name of ['language', 'dc:language']) expect(of(`<${name}>vi</${name}>`).language, name).to.equal('vi');
    for (const name of ['lastBuildDate', 'pubDate', 'dc:date', 'atom:updated', 'dcterms:modified'])
      expect(is(of(`<${name}>${DATE}</${name}>`).updated), name).to.equal(true);
    for (const link of [
      '<link>/x</link>',
      '<atom:link href="/x"/>',
      '<atom:link rel="self" href="/y"/><link>/x</link>',
    ])
      expect(of(link).url, link).to.equal('https://ward.example/x');
    expect(JSON.parse(JSON.stringify(of('')))).to.have.all.keys('items');
    expect(of('<language>vi</language><pubDate>02/10/2026</pubDate>').updated).to.deep.equal(new Date('2026-10-02'));
    expect(of('<pubDate>02/10/2026</pubDate>').updated).to.equal(undefined);
  });

  it('as NukeViet means its dates: it writes the month in place of the minutes', () => {
    const of = (generator: string, time: string) =>
      item(
        rss([{ title: 't', date: `Tue, 13 Jul 2021 ${time} GMT` }], {
          channel: `<generator>${generator}</generator>`,
        }),
      ).published?.toISOString();
    expect(of(' NukeViet v4.0', '14:07:30')).to.equal('2021-07-13T14:00:00.000Z');
    for (const generator of ['NukeViet v4.x', 'NukeViet v4.6', 'NukeViet v5.0', 'NukeViet v4'])
      expect(of(generator, '14:07:30'), generator).to.equal('2021-07-13T14:07:30.000Z');
    expect(of('nukeviet v4.0', '14:06:30')).to.equal('2021-07-13T14:06:30.000Z');
    expect(of('nukeviet v4.0', '14:00:30')).to.equal('2021-07-13T14:00:30.000Z');
    expect(of('Not NukeViet', '14:07:30')).to.equal('2021-07-13T14:07:30.000Z');
    expect(of('WordPress', '14:07:30')).to.equal('2021-07-13T14:07:30.000Z');
  });

  it('in Atom', () => {
    const spaces =
      'xmlns="http://www.w3.org/2005/Atom" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" xmlns:media="http://search.yahoo.com/mrss/"';
    const of = (more: string, feed = '') => item(`<feed ${spaces}>${feed}<entry>${more}</entry></feed>`);
    const titled = (more: string) => of(`<title>t</title>${more}`);
    for (const name of 'published issued created dc:date dcterms:created dcterms:issued pubDate'.split(' '))
      expect(is(titled(`<${name}>${DATE}</${name}>`).published), name).to.equal(true);
    for (const name of 'updated modified dcterms:modified'.split(' '))
      expect(is(titled(`<${name}>${DATE}</${name}>`).updated), name).to.equal(true);
    for (const name of 'summary dc:description dcterms:abstract media:description'.split(' '))
      expect(titled(`<${name}>x</${name}>`).summary, name).to.equal('x');
    for (const name of 'title dc:title media:title'.split(' '))
      expect(of(`<${name}>x</${name}>`).title, name).to.equal('x');
    for (const name of 'category dc:subject media:category'.split(' '))
      expect(titled(`<${name}>x</${name}>`).categories, name).to.deep.equal(['x']);
    for (const name of 'name email uri url'.split(' '))
      expect(titled(`<author><${name}>x</${name}></author>`).authors, name).to.deep.equal(['x']);
    expect(titled('<dc:creator>x</dc:creator>').authors).to.deep.equal(['x']);
    expect(titled('<source><title>Báo</title><author><name>x</name></author></source>')).to.deep.include({
      source: 'Báo',
      authors: ['x'],
    });
    expect(of('<title>t</title>', '<author><name>x</name></author>').authors).to.deep.equal(['x']);
    for (const content of [
      '<content mode="base64">PHA+eA==</content>',
      '<content type="application/x">PHA+\n eA==</content>',
      '<content mode="escaped">&lt;p&gt;x</content>',
      '<content type="text/html">&lt;p&gt;x</content>',
      '<summary type="html">&lt;p&gt;x</summary>',
    ])
      expect(titled(content).html, content).to.equal('<p>x');
    expect(titled('<content type="application/x">%</content>').html).to.equal(undefined);
    expect(titled('<content>a &lt; b</content>')).to.include({ html: '<p>a &lt; b</p>', summary: 'a < b' });
    for (const more of [
      '<link href="/x"/>',
      '<link>/x</link>',
      '<content src="/x"/>',
      '<link rel="enclosure" href="/x"/>',
      '<id>https://ward.example/x</id>',
      '<link rel=" Alternate " type="text/html" href="/x"/>',
      '<link type="application/pdf" href="/y"/><link type="text/html" href="/x"/>',
      '<link rel="self" href="/y"/><link xml:base="https://ward.example/z/" href="../x"/>',
    ])
      expect(titled(more).url, more).to.equal('https://ward.example/x');
    expect(titled('<link rel="enclosure" href="/a.jpg"/>').image).to.equal(undefined);
    expect(titled('<link rel="enclosure" type="image/png" href="/x"/>').image?.url).to.equal('https://ward.example/x');
    expect(titled('<link rel="related" type="image/png" href="/x"/>').image).to.equal(undefined);
    expect(titled('<link rel="enclosure" type="audio/mpeg" href="/x"/>').image).to.equal(undefined);
    for (const more of ['<id>tag:https://ward.example/x</id>', '<link rel="related" href="/x"/>', '<link rel="self"/>'])
      expect(titled(more).url, more).to.equal(undefined);
    expect(titled('<id>http://ward.example/x</id>')).to.include({
      id: 'http://ward.example/x',
      url: 'http://ward.example/x',
    });
    expect(of('<title>a\n  b</title>').title).to.equal('a b');
    expect(titled('<author><name>A</name><email>b@ward.example</email></author>').authors).to.deep.equal(['A']);
    expect(titled('<author></author>').authors).to.deep.equal([]);
    const feed = (fields: string) =>
      parseNews(`<feed ${spaces}>${fields}<entry><title>t</title></entry></feed>`, { url });
    for (const name of ['title', 'dc:title']) expect(feed(`<${name}>x</${name}>`).title, name).to.equal('x');
    for (const name of ['updated', 'modified', 'dc:date'])
      expect(is(feed(`<${name}>${DATE}</${name}>`).updated), name).to.equal(true);
    expect(
      titled('<category label="Tin tức" term="tin-tuc"/><category label="A" term="b"/><category text="c"/>').categories,
    ).to.deep.equal(['Tin tức', 'A', 'b', 'c']);
  });
});
