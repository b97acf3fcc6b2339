<?php
/**
 * Plugin Name:       Civic Widgets
 * Description:       News, weather and polls for government sites, as blocks, shortcodes and tags. All files come from your own site.
 * Version:           0.0.0
 * Requires at least: 6.1
 * Requires PHP:      7.4
 * License:           MIT
 * Text Domain:       civic-widgets
 *
 * @package civic-widgets
 */

defined( 'ABSPATH' ) || exit;

/** The version of the plugin's own files, written by the release. */
const CIVIC_WIDGETS_VERSION = '0.0.0';

/**
 * The widgets and their settings, as the release wrote them from custom-elements.json.
 *
 * @return array<string, array> By tag.
 */
function civic_widgets_all() {
	static $all = null;
	if ( null === $all ) {
		$all = json_decode( (string) file_get_contents( __DIR__ . '/widgets.json' ), true );
	}
	return (array) $all;
}

/**
 * The address of one of the widgets' files: always of this site.
 *
 * @param string $file The file's name.
 * @return string
 */
function civic_widgets_url( $file ) {
	return plugins_url( 'assets/' . $file, __FILE__ );
}

/*
 * Blocks and shortcodes, one of each for every widget.
 */

add_action( 'init', 'civic_widgets_register' );

function civic_widgets_register() {
	wp_register_style( 'civic-widgets', civic_widgets_url( 'civic-widgets.css' ), array(), CIVIC_WIDGETS_VERSION );
	wp_register_script(
		'civic-widgets-editor',
		plugins_url( 'editor.js', __FILE__ ),
		array( 'wp-block-editor', 'wp-blocks', 'wp-components', 'wp-element' ),
		CIVIC_WIDGETS_VERSION,
		true
	);
	foreach ( civic_widgets_all() as $tag => $widget ) {
		$attributes = array(
			'link'     => array( 'type' => 'string' ),
			'linkText' => array( 'type' => 'string' ),
		);
		foreach ( $widget['settings'] as $setting ) {
			$attributes[ $setting['name'] ] = array( 'type' => 'switch' === $setting['kind'] ? 'boolean' : 'string' );
		}
		register_block_type(
			'civic-widgets/' . $tag,
			array(
				'api_version'     => 2,
				'title'           => $widget['title']['en'],
				'category'        => 'widgets',
				'attributes'      => $attributes,
				'supports'        => array( 'html' => false, 'align' => array( 'wide', 'full' ) ),
				'editor_script'   => 'civic-widgets-editor',
				'render_callback' => static function ( $chosen ) use ( $tag ) {
					$link  = isset( $chosen['link'] ) ? $chosen['link'] : '';
					$class = empty( $chosen['align'] ) ? '' : 'align' . $chosen['align'];
					$class = trim( $class . ' ' . ( isset( $chosen['className'] ) ? $chosen['className'] : '' ) );
					$text  = isset( $chosen['linkText'] ) ? $chosen['linkText'] : '';
					$inner = '' === $link ? '' : sprintf( '<a href="%s">%s</a>', esc_url( $link ), esc_html( '' === $text ? $link : $text ) );
					return civic_widgets_tag( $tag, $chosen + array( 'class' => $class ), $inner );
				},
			)
		);
		add_shortcode(
			$tag,
			static function ( $given, $inner = '' ) use ( $tag ) {
				$chosen = array();
				foreach ( (array) $given as $name => $value ) {
					// A switch stands alone: [district-news new-tab].
					$chosen[ is_int( $name ) ? $value : $name ] = is_int( $name ) ? true : html_entity_decode( $value, ENT_QUOTES, 'UTF-8' );
				}
				return civic_widgets_tag( $tag, $chosen, wp_kses_post( do_shortcode( (string) $inner ) ) );
			}
		);
	}
}

/**
 * The element, with what only this site knows: its own news, its time zone.
 *
 * @param string $tag    The widget.
 * @param array  $chosen Settings by name; an empty one is left out.
 * @param string $inner  HTML to show until the content is there.
 * @return string
 */
function civic_widgets_tag( $tag, array $chosen, $inner ) {
	$widget = civic_widgets_all()[ $tag ];
	$names  = array_column( $widget['settings'], 'kind', 'name' );
	if ( 'district-news' === $tag && empty( $chosen['src'] ) ) {
		$chosen['src'] = add_query_arg( 'per_page', 20, rest_url( 'wp/v2/posts?_embed' ) );
	}
	$zone = wp_timezone_string();
	// An offset such as +07:00 is no name of a zone.
	if ( isset( $names['time-zone'] ) && empty( $chosen['time-zone'] ) && preg_match( '~^[A-Z]\w+(/|$)~', $zone ) ) {
		$chosen['time-zone'] = $zone;
	}
	$html = '';
	foreach ( array( 'class' => 'text', 'lang' => 'text' ) + $names as $name => $kind ) {
		// An empty heading is one that is hidden; whatever else is empty has not been chosen.
		$value = isset( $chosen[ $name ] ) ? $chosen[ $name ] : null;
		if ( null === $value || false === $value || ( '' === $value && 'switch' !== $kind && 'heading' !== $name ) ) {
			continue;
		}
		$html .= 'switch' === $kind ? ' ' . $name : sprintf( ' %s="%s"', $name, esc_attr( $value ) );
	}
	civic_widgets_enqueue();
	return civic_widgets_late_style() . "<$tag$html>$inner</$tag>";
}

/*
 * The widgets' files, on pages that have a widget and on no other.
 */

add_action( 'wp_enqueue_scripts', 'civic_widgets_enqueue_for_page' );
foreach ( array( 'the_content', 'render_block', 'widget_text', 'widget_custom_html_content' ) as $civic_widgets_hook ) {
	add_filter( $civic_widgets_hook, 'civic_widgets_enqueue_for', 99 );
}

function civic_widgets_enqueue() {
	wp_enqueue_style( 'civic-widgets' );
	if ( function_exists( 'wp_enqueue_script_module' ) ) {
		wp_enqueue_script_module( 'civic-widgets', civic_widgets_url( 'civic-widgets.js' ), array(), CIVIC_WIDGETS_VERSION );
		return;
	}
	// Before WordPress 6.5 a module is a script whose tag says so.
	wp_enqueue_script( 'civic-widgets', civic_widgets_url( 'civic-widgets.js' ), array(), CIVIC_WIDGETS_VERSION, true );
}

add_filter(
	'script_loader_tag',
	static function ( $html, $handle ) {
		if ( 'civic-widgets' !== $handle ) {
			return $html;
		}
		$html = preg_replace( '/ type=([\'"])[^\'"]*\1/', '', $html );
		return str_replace( '<script ', '<script type="module" ', $html );
	},
	10,
	2
);

/** What the page's own posts and sidebars hold is known before the head is written: the style sheet is in time. */
function civic_widgets_enqueue_for_page() {
	global $wp_query;
	foreach ( (array) $wp_query->posts as $post ) {
		if ( $post instanceof WP_Post && civic_widgets_found_in( $post->post_content ) ) {
			civic_widgets_enqueue();
			return;
		}
	}
	foreach ( array( 'widget_block', 'widget_text', 'widget_custom_html' ) as $option ) {
		if ( civic_widgets_found_in( (string) wp_json_encode( get_option( $option ), JSON_UNESCAPED_SLASHES ) ) ) {
			civic_widgets_enqueue();
			return;
		}
	}
}

/**
 * @param string $html What has been rendered.
 * @return string The same; where the head was written without the style sheet, with the sheet before it.
 */
function civic_widgets_enqueue_for( $html ) {
	if ( ! is_string( $html ) || is_feed() || is_admin() || ! civic_widgets_found_in( $html ) ) {
		return $html;
	}
	civic_widgets_enqueue();
	return civic_widgets_late_style() . $html;
}

/** The style sheet's link, once, if the page's head is written and lacks it. */
function civic_widgets_late_style() {
	if ( ! did_action( 'wp_head' ) || wp_style_is( 'civic-widgets', 'done' ) || is_feed() ) {
		return '';
	}
	ob_start();
	wp_print_styles( array( 'civic-widgets' ) );
	return trim( (string) ob_get_clean() );
}

/**
 * Whether a widget stands in a text, as block, shortcode, tag or placeholder.
 *
 * @param string $text What was written or rendered.
 * @return bool
 */
function civic_widgets_found_in( $text ) {
	$tags = implode( '|', array_map( 'preg_quote', array_keys( civic_widgets_all() ) ) );
	return 1 === preg_match( "~(?:<!-- wp:civic-widgets/|[<\\[]|data-civic=\\\\?[\"'])(?:$tags)\\b~", $text );
}

/*
 * The tags in posts of people who may not write any HTML that they like: authors, contributors, administrators of one
 * site of a network. A widget fetches from addresses, and shows what comes as text.
 */

add_filter(
	'wp_kses_allowed_html',
	static function ( $allowed, $context ) {
		if ( 'post' !== $context ) {
			return $allowed;
		}
		$common = array_fill_keys( array( 'class', 'dir', 'hidden', 'id', 'lang', 'slot', 'title' ), true );
		foreach ( civic_widgets_all() as $tag => $widget ) {
			$allowed[ $tag ] = $common + array_fill_keys( array_column( $widget['settings'], 'name' ), true );
		}
		$allowed['weather-place']  = $common + array_fill_keys( array( 'latitude', 'longitude', 'name', 'time-zone' ), true );
		$allowed['civic-settings'] = $common + array_fill_keys(
			array( 'credentials', 'endpoint', 'loading', 'refresh', 'time-zone', 'timeout', 'units' ),
			true
		);
		return $allowed;
	},
	10,
	2
);

add_filter(
	'wp_kses_uri_attributes',
	static function ( $names ) {
		return array_merge( $names, array( 'air-src', 'endpoint', 'sea-src', 'see-all', 'warnings-src' ) );
	}
);

/** The classic editor keeps them as well. */
add_filter(
	'tiny_mce_before_init',
	static function ( $settings ) {
		$tags     = array_keys( civic_widgets_all() );
		$elements = array_merge( $tags, array( 'civic-settings', '~weather-place' ) );
		$add      = static function ( $name, $values ) use ( &$settings ) {
			$settings[ $name ] = implode( ',', array_filter( array_merge( array( isset( $settings[ $name ] ) ? $settings[ $name ] : '' ), $values ) ) );
		};
		$add( 'custom_elements', $elements );
		$add(
			'extended_valid_elements',
			array_map(
				static function ( $tag ) {
					return ltrim( $tag, '~' ) . '[*]';
				},
				$elements
			)
		);
		return $settings;
	}
);

/*
 * The editor: what it needs to know.
 */

add_action(
	'enqueue_block_editor_assets',
	static function () {
		$data = array(
			'widgets'  => civic_widgets_all(),
			'language' => 0 === strpos( get_user_locale(), 'vi' ) ? 'vi' : 'en',
			'script'   => civic_widgets_url( 'civic-widgets.js' ),
			'style'    => civic_widgets_url( 'civic-widgets.css' ),
			'news'     => add_query_arg( 'per_page', 20, rest_url( 'wp/v2/posts?_embed' ) ),
		);
		wp_add_inline_script( 'civic-widgets-editor', 'window.civicWidgets = ' . wp_json_encode( $data ) . ';', 'before' );
	}
);
