<?php
/**
 * Plugin Name: Portcullis
 * Description: The gate as the first script of each page. Put this file into wp-content/mu-plugins,
 *   and the folder that `portcullis build` wrote into wp-content/portcullis.
 */

/** Scripts that other plugins enqueue, and the service or category that each waits for. */
const PORTCULLIS_HELD = ['club-counter' => 'counter'];

// Before everything else that a plugin or WordPress itself prints into the head. By the attributes Rocket Loader
// and the plugins that delay scripts leave the tag alone; `data-base` is for those that serve a copy of the file.
add_action('wp_head', function () {
    printf(
        '<script data-cfasync="false" data-nowprocket data-no-minify="1" data-no-optimize="1" data-no-defer="1" data-noptimize="1" data-jetpack-boost="ignore" data-pagespeed-no-defer data-base="%1$s" src="%1$sgate.js"></script>' . "\n",
        esc_url(content_url('/portcullis/'))
    );
}, PHP_INT_MIN);

// What no attribute says to them: WP Rocket is not to defer the gate, FlyingPress to do nothing with it.
const PORTCULLIS_EXCLUSIONS = [
    'rocket_exclude_defer_js',
    'flying_press_exclude_from_defer:js',
    'flying_press_exclude_from_delay:js',
    'flying_press_exclude_from_minify:js',
];
foreach (PORTCULLIS_EXCLUSIONS as $filter) {
    add_filter($filter, fn ($excluded) => [...$excluded, '/portcullis/gate.js']);
}

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
