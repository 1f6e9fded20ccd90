//! Well-known analytics and advertising, never necessary (LAW-03).
//!
//! A short list of our own: it catches the common mistake, not every tracker.

use super::pattern::pattern_matches;

/// Cookie names and patterns, with what sets them.
const COOKIES: &[(&str, &str)] = &[
    ("_ga", "Google Analytics"),
    ("_ga_*", "Google Analytics"),
    ("_gid", "Google Analytics"),
    ("_gat*", "Google Analytics"),
    ("__utm*", "Google Analytics"),
    ("_gcl_*", "Google Ads"),
    ("_gac_*", "Google Ads"),
    ("IDE", "Google advertising"),
    ("test_cookie", "Google advertising"),
    ("__gads", "Google advertising"),
    ("__gpi", "Google advertising"),
    ("NID", "Google advertising"),
    ("VISITOR_INFO1_LIVE", "YouTube"),
    ("YSC", "YouTube"),
    ("_fbp", "Meta Pixel"),
    ("_fbc", "Meta Pixel"),
    ("fr", "Meta advertising"),
    ("_hj*", "Hotjar"),
    ("_pk_id*", "Matomo"),
    ("_pk_ses*", "Matomo"),
    ("_pk_ref*", "Matomo"),
    ("_uetsid", "Microsoft Advertising"),
    ("_uetvid", "Microsoft Advertising"),
    ("MUID", "Microsoft Advertising"),
    ("_clck", "Microsoft Clarity"),
    ("_clsk", "Microsoft Clarity"),
    ("CLID", "Microsoft Clarity"),
    ("li_fat_id", "LinkedIn Ads"),
    ("bcookie", "LinkedIn"),
    ("lidc", "LinkedIn"),
    ("UserMatchHistory", "LinkedIn Ads"),
    ("AnalyticsSyncHistory", "LinkedIn Ads"),
    ("_ttp", "TikTok Pixel"),
    ("_tt_enable_cookie", "TikTok Pixel"),
    ("_scid*", "Snap Pixel"),
    ("_pin_unauth", "Pinterest Tag"),
    ("_rdt_uuid", "Reddit Pixel"),
    ("personalization_id", "X advertising"),
    ("muc_ads", "X advertising"),
    ("hubspotutk", "HubSpot"),
    ("__hstc", "HubSpot"),
    ("__hssc", "HubSpot"),
    ("_mkto_trk", "Marketo"),
    ("ajs_anonymous_id", "Segment"),
    ("mp_*_mixpanel", "Mixpanel"),
    ("amplitude_id*", "Amplitude"),
    ("AMCV_*", "Adobe Analytics"),
    ("s_cc", "Adobe Analytics"),
    ("s_sq", "Adobe Analytics"),
    ("_ym_*", "Yandex Metrica"),
    ("cto_bundle", "Criteo"),
    ("ph_*_posthog", "PostHog"),
    ("_vwo_uuid*", "VWO"),
    ("optimizelyEndUserId", "Optimizely"),
];

/// Domains, with what is served there.
const HOSTS: &[(&str, &str)] = &[
    ("google-analytics.com", "Google Analytics"),
    ("analytics.google.com", "Google Analytics"),
    ("googletagmanager.com", "Google Tag Manager"),
    ("googleadservices.com", "Google Ads"),
    ("googlesyndication.com", "Google advertising"),
    ("doubleclick.net", "Google advertising"),
    ("connect.facebook.net", "Meta Pixel"),
    ("hotjar.com", "Hotjar"),
    ("clarity.ms", "Microsoft Clarity"),
    ("bat.bing.com", "Microsoft Advertising"),
    ("snap.licdn.com", "LinkedIn Ads"),
    ("px.ads.linkedin.com", "LinkedIn Ads"),
    ("analytics.tiktok.com", "TikTok Pixel"),
    ("ads-twitter.com", "X advertising"),
    ("sc-static.net", "Snap Pixel"),
    ("ct.pinterest.com", "Pinterest Tag"),
    ("criteo.com", "Criteo"),
    ("criteo.net", "Criteo"),
    ("mixpanel.com", "Mixpanel"),
    ("amplitude.com", "Amplitude"),
    ("segment.io", "Segment"),
    ("mc.yandex.ru", "Yandex Metrica"),
    ("adnxs.com", "Xandr advertising"),
    ("taboola.com", "Taboola advertising"),
    ("outbrain.com", "Outbrain advertising"),
];

/// What is known to set a cookie of this name or pattern.
pub(super) fn cookie(name: &str) -> Option<&'static str> {
    let known = |pattern: &str| pattern == name || pattern_matches(pattern, name);
    COOKIES
        .iter()
        .find(|(pattern, _)| known(pattern))
        .map(|(_, what)| *what)
}

/// The analytics or advertising that is known to be served from `host`, if any is.
pub fn host(host: &str) -> Option<&'static str> {
    let under = |domain: &str| {
        host.strip_suffix(domain)
            .is_some_and(|rest| rest.is_empty() || rest.ends_with('.'))
    };
    HOSTS
        .iter()
        .find(|(domain, _)| under(domain))
        .map(|(_, what)| *what)
}
