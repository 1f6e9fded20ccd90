<?php
/**
 * Plugin Name: Portcullis for WooCommerce
 * Description: What the shop itself uses to tell where an order came from waits for an answer. Put this
 *   file beside portcullis.php in wp-content/mu-plugins.
 */

add_filter('portcullis_held', fn ($held) => $held + [
    'sourcebuster-js' => 'orders',
    'wc-order-attribution' => 'orders',
]);
