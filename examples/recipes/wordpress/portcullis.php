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

/** Marks one script: it keeps its code and its attributes, and the browser does not run it. */
function portcullis_marked($id, $attributes, $code)
{
    // What is no program waits for nobody: JSON, an import map.
    if (preg_match('/\stype=["\']?(?!module|text\/javascript)[^"\'\s>]/i', $attributes)) {
        return "<script$attributes>$code</script>";
    }
    $attributes = preg_replace('/\stype=(["\']?)module\1/i', ' data-type="module"', $attributes);
    $attributes = preg_replace('/\stype=(["\']?)text\/javascript\1/i', '', $attributes);
    $attributes = preg_replace('/\ssrc=/i', ' data-src=', $attributes);
    return sprintf('<script type="text/plain" data-consent="%s"%s>%s</script>', esc_attr($id), $attributes, $code);
}

// WordPress hands over the script with the code that goes before and after it.
add_filter('script_loader_tag', function ($tag, $handle) {
    $id = apply_filters('portcullis_held', PORTCULLIS_HELD)[$handle] ?? null;
    if ($id === null) {
        return $tag;
    }
    return preg_replace_callback(
        '/<script\b([^>]*)>(.*?)<\/script>/is',
        fn ($found) => portcullis_marked($id, $found[1], $found[2]),
        $tag
    );
}, PHP_INT_MAX, 2);

add_action('wp_footer', function () {
    echo '<p><a href="#" data-portcullis="preferences">Cookie settings</a></p>', "\n";
});
