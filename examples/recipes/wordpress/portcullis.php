<?php
/**
 * Plugin Name: Portcullis
 * Description: The gate as the first script of each page. Put this file into wp-content/mu-plugins,
 *   and the folder that `portcullis build` wrote into wp-content/portcullis.
 */

/** Scripts that other plugins enqueue, and the service or category that each waits for. */
const PORTCULLIS_HELD = ['club-counter' => 'counter'];

// Before everything else that a plugin or WordPress itself prints into the head.
add_action('wp_head', function () {
    printf("<script src=\"%s\"></script>\n", esc_url(content_url('/portcullis/gate.js')));
}, PHP_INT_MIN);

add_filter('script_loader_tag', function ($tag, $handle, $src) {
    if (!isset(PORTCULLIS_HELD[$handle])) {
        return $tag;
    }
    return sprintf(
        "<script type=\"text/plain\" data-consent=\"%s\" data-src=\"%s\"></script>\n",
        esc_attr(PORTCULLIS_HELD[$handle]),
        esc_url($src)
    );
}, 10, 3);

add_action('wp_footer', function () {
    echo '<p><a href="#" data-portcullis="preferences">Cookie settings</a></p>', "\n";
});
