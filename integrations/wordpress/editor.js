/* The blocks in the editor: a live preview, and the settings of widgets.json in the sidebar. */
(function (wp, { widgets, language, script, style, news }) {
  const { createElement: el, Fragment, useEffect, useRef } = wp.element;
  const { InspectorControls, useBlockProps } = wp.blockEditor;
  const { CheckboxControl, Disabled, PanelBody, SelectControl, TextControl, ToggleControl } = wp.components;

  const WORDS = {
    vi: {
      main: 'Dữ liệu và tiêu đề',
      more: 'Cách hiển thị',
      default: 'Mặc định',
      link: 'Liên kết khi chưa có nội dung',
      linkText: 'Chữ của liên kết',
    },
    en: {
      main: 'Data and title',
      more: 'How it looks',
      default: 'Default',
      link: 'Link until the content is there',
      linkText: 'The link’s text',
    },
  }[language];

  const FIRST = ['src', 'places', 'poll', 'survey', 'heading', 'layout'];

  Object.entries(widgets).forEach(([tag, widget]) => {
    wp.blocks.registerBlockType(`civic-widgets/${tag}`, {
      apiVersion: 2,
      title: widget.title[language],
      description: widget.about[language],
      category: 'widgets',
      icon:
        { 'city-weather': 'cloud', 'citizen-poll': 'chart-bar', 'citizen-survey': 'forms', 'public-alerts': 'warning' }[
          tag
        ] || 'megaphone',
      keywords: [tag, 'civic'],
      supports: { html: false, align: ['wide', 'full'] },
      attributes: {
        link: { type: 'string' },
        linkText: { type: 'string' },
        ...Object.fromEntries(
          widget.settings.map(({ name, kind }) => [name, { type: kind === 'switch' ? 'boolean' : 'string' }]),
        ),
      },
      edit: (props) => el(Edit, { ...props, tag, widget }),
      // The server writes the tag: what a newer version can do needs no block to be saved anew.
      save: () => null,
    });
  });

  function Edit({ tag, widget, attributes, setAttributes }) {
    const control = (setting) =>
      el(Setting, {
        key: setting.name,
        setting,
        value: attributes[setting.name],
        onChange: (value) => setAttributes({ [setting.name]: value }),
      });
    const isFirst = ({ name }) => FIRST.includes(name);
    const text = (name) =>
      el(TextControl, {
        label: WORDS[name],
        value: attributes[name] || '',
        onChange: (value) => setAttributes({ [name]: value || undefined }),
      });
    return el(
      Fragment,
      null,
      el(
        InspectorControls,
        null,
        el(
          PanelBody,
          { title: WORDS.main },
          widget.settings.filter(isFirst).map(control),
          text('link'),
          text('linkText'),
        ),
        el(
          PanelBody,
          { title: WORDS.more, initialOpen: false },
          widget.settings.filter((setting) => !isFirst(setting)).map(control),
        ),
      ),
      el('div', useBlockProps(), el(Disabled, null, el(Preview, { tag, settings: widget.settings, attributes }))),
    );
  }

  /** The widget itself, in whatever document the editor draws its content. */
  function Preview({ tag, settings, attributes }) {
    const box = useRef();
    const chosen = Object.fromEntries(
      settings
        .map(({ name, kind }) => [name, kind === 'switch' ? (attributes[name] ? '' : undefined) : attributes[name]])
        .filter(([, value]) => value !== undefined),
    );
    if (tag === 'district-news' && !chosen.src) chosen.src = news;
    const told = JSON.stringify(chosen);
    useEffect(() => {
      const page = box.current.ownerDocument;
      if (!page.getElementById('civic-widgets-preview')) {
        const sheet = Object.assign(page.createElement('link'), { rel: 'stylesheet', href: style });
        const module = Object.assign(page.createElement('script'), {
          type: 'module',
          src: script,
          id: 'civic-widgets-preview',
        });
        page.head.append(sheet, module);
      }
      const widget = page.createElement(tag);
      Object.entries(chosen).forEach(([name, value]) => widget.setAttribute(name, value));
      box.current.replaceChildren(widget);
    }, [tag, told]);
    return el('div', { ref: box });
  }

  function Setting({ setting, value, onChange }) {
    const { name, kind, options, min, max } = setting;
    const label = setting.label[language];
    const help = setting.help && setting.help[language];
    switch (kind) {
      case 'switch':
        return el(ToggleControl, {
          label,
          help,
          checked: Boolean(value),
          onChange: (isOn) => onChange(isOn || undefined),
        });
      case 'choice':
        return el(SelectControl, {
          label,
          help,
          value: value || '',
          options: [
            { value: '', label: WORDS.default },
            ...options.map((option) => ({ value: option.value, label: option.label[language] })),
          ],
          onChange: (next) => onChange(next || undefined),
        });
      case 'words': {
        const words = (value || setting.default || '').split(/\s+/);
        const isOn = (option) => words.includes(option.value);
        return el(
          'fieldset',
          { style: { marginBottom: '24px' } },
          el('legend', null, label),
          options.map((option) =>
            el(CheckboxControl, {
              key: option.value,
              label: option.label[language],
              checked: isOn(option),
              onChange: (checked) =>
                onChange(
                  options
                    .filter((each) => (each === option ? checked : isOn(each)))
                    .map((each) => each.value)
                    .join(' ') || undefined,
                ),
            }),
          ),
        );
      }
      default:
        return el(TextControl, {
          label,
          help,
          type: kind === 'number' ? 'number' : 'text',
          min,
          max,
          value: value || '',
          onChange: (next) => onChange(next || undefined),
        });
    }
  }
})(window.wp, window.civicWidgets);
