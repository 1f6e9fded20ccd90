//! Making an engine forget a visitor, so that its browser can serve another case.

use crate::engine::Engine;
use http::Method;
use serde_json::{Value, json};
use std::time::Duration;
use thirtyfour::SessionId;
use thirtyfour::common::command::FormatRequestData;
use thirtyfour::common::requestdata::RequestData;
use thirtyfour::prelude::*;

/// A browser that takes longer is ended.
const LONG: Duration = Duration::from_secs(5);
/// Everything that Firefox keeps.
const FORGET: &str = "const done = arguments[0];
    Services.clearData.deleteData(Ci.nsIClearDataService.CLEAR_ALL, { onDataDeleted: () => done() });";

impl Engine {
    /// Leaves one new tab, and nothing of who was at `hosts`; whether that is so.
    pub async fn forget(self, driver: &WebDriver, hosts: &[String]) -> bool {
        let forgetting = async {
            match self {
                Engine::Chromium => forget_in_chromium(driver, hosts).await.is_ok(),
                Engine::Firefox => forget_in_firefox(driver).await.is_ok(),
                // It starts in no time, and can forget nothing.
                Engine::WebKit => false,
            }
        };
        let forgotten = tokio::time::timeout(LONG, forgetting).await;
        forgotten.unwrap_or(false)
    }
}

async fn one_new_tab(driver: &WebDriver) -> WebDriverResult<()> {
    let old = driver.windows().await?;
    let new = driver.new_tab().await?;
    for tab in old {
        driver.switch_to_window(tab).await?;
        driver.close_window().await?;
    }
    driver.switch_to_window(new).await
}

async fn forget_in_chromium(driver: &WebDriver, hosts: &[String]) -> WebDriverResult<()> {
    one_new_tab(driver).await?;
    let chrome = driver.cdp();
    for command in ["Network.clearBrowserCookies", "Network.clearBrowserCache"] {
        chrome.send_raw(command, json!({})).await?;
    }
    for host in hosts {
        for origin in [
            format!("http://{host}"),
            format!("https://{host}"),
            format!("http://{host}:8080"),
        ] {
            let all = json!({ "origin": origin, "storageTypes": "all" });
            chrome.send_raw("Storage.clearDataForOrigin", all).await?;
        }
    }
    driver.browser_log().await.map(drop)
}

async fn forget_in_firefox(driver: &WebDriver) -> WebDriverResult<()> {
    one_new_tab(driver).await?;
    driver.cmd(Context("chrome")).await?;
    let forgotten = driver.execute_async(FORGET, Vec::<Value>::new()).await;
    driver.cmd(Context("content")).await?;
    forgotten.map(drop)
}

/// Where Firefox runs the scripts that it is sent: in the page, or in itself.
#[derive(Debug)]
struct Context(&'static str);

impl FormatRequestData for Context {
    fn format_request(&self, session: &SessionId) -> RequestData {
        let place = format!("session/{session}/moz/context");
        RequestData::new(Method::POST, place).add_body(json!({ "context": self.0 }))
    }
}
