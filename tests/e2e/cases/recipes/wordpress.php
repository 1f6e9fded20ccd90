<?php
// A stand-in for the few functions of WordPress that the recipe calls, and a page as a theme prints it.

$hooks = [];

function add_filter($hook, $call, $priority = 10, $count = 1)
{
    global $hooks;
    $hooks[$hook][$priority][] = [$call, $count];
}

function add_action($hook, $call, $priority = 10, $count = 1)
{
    add_filter($hook, $call, $priority, $count);
}

function apply_filters($hook, $value, ...$rest)
{
    global $hooks;
    $calls = $hooks[$hook] ?? [];
    ksort($calls);
    foreach (array_merge(...array_values($calls)) as [$call, $count]) {
        $value = $call(...array_slice([$value, ...$rest], 0, $count));
    }
    return $value;
}

function esc_url($text) { return htmlspecialchars($text, ENT_QUOTES); }
function esc_attr($text) { return htmlspecialchars($text, ENT_QUOTES); }
function content_url($path) { return 'http://shop.test/wp-content' . $path; }

// Another plugin that wants to be early, and one that came before ours.
add_action('wp_head', function () { echo "<script src=\"http://shop.test/eager.js\"></script>\n"; }, 0);
add_action('wp_head', function () {
    $source = 'http://stats.test/count.js?a=1&b=2';
    // As WordPress hands it over: with what was added before and after the script.
    $whole = "<script type=\"application/json\" id=\"club-counter-data\">{\"a\":1}</script>\n"
        . "<script id=\"club-counter-js-before\">window.counted = ['before <script>'];</script>\n"
        . "<script type='text/javascript' src=\"" . esc_url($source) . "\" id=\"club-counter-js\" data-key='7' defer></script>\n"
        . "<script id=\"club-counter-js-after\">window.counted.push('after');</script>\n";
    echo apply_filters('script_loader_tag', $whole, 'club-counter', $source);
    echo apply_filters('script_loader_tag', "<script src=\"/own.js\"></script>\n", 'own', '/own.js');
}, 9);

const RECIPES = __DIR__ . '/../../../../examples/recipes/';
require RECIPES . 'wordpress/portcullis.php';
if (in_array('woocommerce', $argv)) {
    require RECIPES . 'woocommerce/portcullis-woocommerce.php';
    add_action('wp_footer', function () {
        echo "<script>window.basket = 'works';</script>\n";
        $counts = "fetch('/ran?sourcebuster'); document.cookie = 'sbjs_current=typ=typein; path=/; max-age=1800';";
        echo apply_filters('script_loader_tag', "<script id=\"sourcebuster-js\">$counts</script>\n", 'sourcebuster-js', '');
        $whole = "<script id=\"wc-order-attribution-js-extra\">var wc_order_attribution = {};</script>\n"
            . "<script id=\"wc-order-attribution-js\">window.attributed = wc_order_attribution && document.cookie;</script>\n";
        echo apply_filters('script_loader_tag', $whole, 'wc-order-attribution', '');
    });
}

echo "<!doctype html><html lang=\"en\"><head>\n<meta charset=\"UTF-8\">\n";
apply_filters('wp_head', null);
// What the plugins that defer and delay scripts would ask, and be told.
foreach (['rocket_exclude_defer_js', 'flying_press_exclude_from_delay:js'] as $filter) {
    printf("<meta name=\"%s\" content=\"%s\">\n", $filter, esc_attr(implode(' ', apply_filters($filter, ['own.js']))));
}
echo "<title>Film Club</title><link rel=\"icon\" href=\"data:,\"></head><body><main><h1>Film Club</h1></main><footer>";
apply_filters('wp_footer', null);
echo '</footer></body></html>';
