<?php

/**
 * Civic Widgets {VERSION}: <{TAG}> as a block of NukeViet.
 *
 * @license MIT, see assets/civic-widgets/LICENSE.txt
 */

if (!defined('NV_MAINFILE')) {
    exit('Stop!!!');
}

if (!nv_function_exists('civic_{NAME}')) {
    /**
     * The settings, as the release wrote them from custom-elements.json.
     *
     * @return array
     */
    function civic_{NAME}_settings()
    {
        $json = <<<'CIVIC_WIDGETS'
{SETTINGS}
CIVIC_WIDGETS;

        return json_decode($json, true);
    }

    /**
     * What was stored is text with entities in it, as the system's filter leaves it.
     *
     * @param array  $config
     * @param string $name
     * @return string
     */
    function civic_{NAME}_value($config, $name)
    {
        $key = str_replace('-', '_', $name);

        return isset($config[$key]) ? trim(html_entity_decode((string) $config[$key], ENT_QUOTES | ENT_HTML5, 'UTF-8')) : '';
    }

    /**
     * The form. NukeViet 4.5 hands the language over, 4.6 does not.
     *
     * @param string $module
     * @param array  $data_block
     * @param array  $lang_block
     * @return string
     */
    function civic_{NAME}_config($module, $data_block, $lang_block = [])
    {
        $language = (defined('NV_LANG_INTERFACE') and NV_LANG_INTERFACE == 'vi') ? 'vi' : 'en';
        $text = function ($value) {
            return htmlspecialchars($value, ENT_QUOTES, 'UTF-8');
        };
        $html = '';
        foreach (civic_{NAME}_settings() as $setting) {
            $value = civic_{NAME}_value($data_block, $setting['name']);
            $id = 'config_civic_' . str_replace('-', '_', $setting['name']);
            if ($setting['kind'] == 'switch') {
                $field = '<input type="checkbox" id="' . $id . '" name="' . $id . '" value="1"' . ($value == '1' ? ' checked="checked"' : '') . '>';
            } elseif ($setting['kind'] == 'choice') {
                $field = '<select class="form-control" id="' . $id . '" name="' . $id . '"><option value="">–</option>';
                foreach ($setting['options'] as $option) {
                    $field .= '<option value="' . $text($option['value']) . '"' . ($value == $option['value'] ? ' selected="selected"' : '') . '>' . $text($option['label'][$language]) . '</option>';
                }
                $field .= '</select>';
            } else {
                $type = $setting['kind'] == 'number' ? 'number' : 'text';
                $field = '<input type="' . $type . '" class="form-control" id="' . $id . '" name="' . $id . '" value="' . $text($value) . '">';
            }
            $help = isset($setting['help']) ? $setting['help'][$language] : '';
            if ($setting['kind'] == 'words') {
                $help = implode(' ', array_column($setting['options'], 'value'));
            }
            $html .= '<div class="form-group"><label class="control-label col-sm-6" for="' . $id . '">' . $text($setting['label'][$language]) . ':</label>';
            $html .= '<div class="col-sm-18">' . $field . ($help === '' ? '' : '<span class="help-block">' . $text($help) . '</span>') . '</div></div>';
        }

        return $html;
    }

    /**
     * @param string $module
     * @param array  $lang_block
     * @return array
     */
    function civic_{NAME}_submit($module, $lang_block = [])
    {
        global $nv_Request;

        $return = ['error' => [], 'config' => []];
        foreach (civic_{NAME}_settings() as $setting) {
            $key = str_replace('-', '_', $setting['name']);
            $return['config'][$key] = $nv_Request->get_title('config_civic_' . $key, 'post', '');
        }

        return $return;
    }

    /**
     * The tag, its style sheet and its script. data-show="inline" keeps the script where it stands: NukeViet moves others to
     * the end of the page, and has browsers fetch them twice.
     *
     * @param array $block_config
     * @return string
     */
    function civic_{NAME}($block_config)
    {
        $text = function ($value) {
            return htmlspecialchars($value, ENT_QUOTES, 'UTF-8');
        };
        $chosen = [];
        foreach (civic_{NAME}_settings() as $setting) {
            $value = civic_{NAME}_value($block_config, $setting['name']);
            if ($value !== '' and !($setting['kind'] == 'switch' and $value != '1')) {
                $chosen[$setting['name']] = $setting['kind'] == 'switch' ? '' : $value;
            }
        }
        $link = isset($chosen['link']) ? $chosen['link'] : '';
        $words = isset($chosen['link-text']) ? $chosen['link-text'] : $link;
        unset($chosen['link'], $chosen['link-text']);
        if ('{TAG}' == 'district-news' and empty($chosen['src'])) {
            $chosen['src'] = NV_BASE_SITEURL . 'index.php?language=' . NV_LANG_DATA . '&nv=news&op=rss';
        }
        if (empty($chosen['time-zone']) and defined('NV_SITE_TIMEZONE_NAME')) {
            $chosen['time-zone'] = NV_SITE_TIMEZONE_NAME;
        }
        $attributes = '';
        foreach ($chosen as $name => $value) {
            $attributes .= $value === '' ? ' ' . $name : ' ' . $name . '="' . $text($value) . '"';
        }
        $files = $text(NV_BASE_SITEURL . (defined('NV_ASSETS_DIR') ? NV_ASSETS_DIR : 'assets') . '/civic-widgets/');
        $html = '<link rel="stylesheet" href="' . $files . 'civic-widgets.css">';
        $html .= '<script type="module" data-show="inline" src="' . $files . 'civic-widgets.js"></script>';
        // A link is an address of the web, or none.
        if (preg_match('~^(https?:/)?/~i', $link)) {
            $attributes .= '><a href="' . $text($link) . '">' . $text($words) . '</a';
        }

        return $html . '<{TAG}' . $attributes . '></{TAG}>';
    }
}

if (defined('NV_SYSTEM')) {
    $content = civic_{NAME}($block_config);
}
