<?php
/**
 * Installs a ward's site with posts of every kind: `php seed.php <WordPress' folder> <address>`.
 */

list(, $root, $url) = $argv;
$_SERVER['HTTP_HOST']       = parse_url( $url, PHP_URL_HOST ) . ':' . parse_url( $url, PHP_URL_PORT );
$_SERVER['SERVER_PROTOCOL'] = 'HTTP/1.1';
define( 'WP_INSTALLING', true );
// No mail about the new site.
function wp_new_blog_notification() {}
require "$root/wp-load.php";
require_once "$root/wp-admin/includes/upgrade.php";
require_once "$root/wp-admin/includes/image.php";
require_once "$root/wp-admin/includes/plugin.php";

wp_install( 'Phường Hồ Sen', 'quantri', 'quantri@phuong.example', true, '', 'mat-khau' );
update_option( 'siteurl', $url );
update_option( 'home', $url );
update_option( 'timezone_string', 'Asia/Ho_Chi_Minh' );
update_option( 'permalink_structure', '/%postname%/' );
update_option( 'default_ping_status', 'closed' );
update_option( 'blog_public', '1' );
flush_rewrite_rules( false );
foreach ( array( 'bientap' => 'editor', 'tacgia' => 'author' ) as $name => $role ) {
	wp_insert_user( array( 'user_login' => $name, 'user_pass' => 'mat-khau', 'role' => $role, 'display_name' => "Ban $name", 'user_email' => "$name@phuong.example" ) );
}
// What WordPress writes by itself is none of the ward's.
foreach ( get_posts( array( 'post_type' => array( 'post', 'page' ), 'post_status' => 'any', 'numberposts' => -1 ) ) as $post ) {
	wp_delete_post( $post->ID, true );
}
wp_set_current_user( 1 );

$category = array();
foreach ( array( 'thong-bao' => 'Thông báo', 'hoat-dong' => 'Hoạt động' ) as $slug => $name ) {
	$category[ $slug ] = wp_insert_term( $name, 'category', array( 'slug' => $slug ) )['term_id'];
}

function picture( $name, $colour ) {
	$image = imagecreatetruecolor( 1200, 800 );
	imagefill( $image, 0, 0, imagecolorallocate( $image, ...$colour ) );
	$path = wp_upload_dir()['path'] . "/$name.png";
	imagepng( $image, $path );
	$id = wp_insert_attachment( array( 'post_mime_type' => 'image/png', 'post_title' => $name ), $path );
	update_post_meta( $id, '_wp_attachment_image_alt', "Ảnh $name" );
	wp_update_attachment_metadata( $id, wp_generate_attachment_metadata( $id, $path ) );
	return $id;
}

function article( $days, $title, $more = array() ) {
	return wp_insert_post(
		wp_slash(
			$more + array(
				'post_title'   => $title,
				'post_status'  => 'publish',
				'post_author'  => 1,
				'post_date'    => wp_date( 'Y-m-d H:i:s', time() - $days * DAY_IN_SECONDS ),
				'post_content' => "<!-- wp:paragraph -->\n<p>$title: nội dung của bài, để có một tóm tắt.</p>\n<!-- /wp:paragraph -->",
			)
		)
	);
}

$red  = picture( 'le-hoi', array( 160, 20, 20 ) );
$blue = picture( 'ho-sen', array( 20, 60, 160 ) );

$pinned = article( 30, 'Ghim: số điện thoại khẩn cấp' );
stick_post( $pinned );
$locked = article( 1, 'Họp nội bộ', array( 'post_password' => 'kin' ) );
set_post_thumbnail( $locked, $red );
article( -3, 'Bài hẹn giờ chưa đăng', array( 'post_status' => 'future' ) );
article( 1.5, 'Bài nháp', array( 'post_status' => 'draft' ) );
$with_picture = article( 2, 'Lịch tiếp công dân tháng 12', array( 'post_category' => array( $category['thong-bao'] ) ) );
set_post_thumbnail( $with_picture, $blue );
$gallery = sprintf(
	'<!-- wp:gallery {"linkTo":"none"} --><figure class="wp-block-gallery has-nested-images columns-default is-cropped"><!-- wp:image {"id":%1$d,"sizeSlug":"large"} --><figure class="wp-block-image size-large"><img src="%2$s" alt="Hồ sen" class="wp-image-%1$d"/></figure><!-- /wp:image --></figure><!-- /wp:gallery -->',
	$blue,
	wp_get_attachment_url( $blue )
);
article( 3, 'Lễ hội đường phố', array( 'post_content' => "<!-- wp:paragraph --><p>Hàng trăm người dân.</p><!-- /wp:paragraph -->$gallery", 'post_category' => array( $category['hoat-dong'] ) ) );
article( 4, 'Chúc mừng năm mới 🎉', array( 'post_content' => '<!-- wp:paragraph --><p>Chúc bà con năm mới 🎉 mạnh khoẻ.</p><!-- /wp:paragraph -->' ) );
article( 5, 'Thuế & phí: “những điều cần biết” <2026>', array( 'post_category' => array( $category['thong-bao'], $category['hoat-dong'] ) ) );

activate_plugin( 'civic-widgets/civic-widgets.php' );
