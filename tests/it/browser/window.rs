//! A browser window and somebody in front of it, who clicks what it says and types under what is asked.
//!
//! Everything is found by what a person reads or a screen reader says, and waited for.

use std::cell::Cell;
use std::future::Future;
use std::time::Duration;

use fantoccini::elements::Element;
use fantoccini::error::CmdError;
use fantoccini::{Client, Locator};
use serde_json::{Value, json};

use super::cdp::Extra;
use super::machine::Scripts;

/// How long anything may take to show.
const PATIENCE: Duration = Duration::from_secs(30);
const BETWEEN_LOOKS: Duration = Duration::from_millis(40);
/// With scripts off, a page is loaded anew after so many looks in vain.
const LOOKS_BEFORE_RELOAD: u32 = 25;

/// Neither folded nor hidden. (WebDriver's own question says no to what has to be scrolled to.)
const IS_DRAWN: &str = "return arguments[0].checkVisibility({ visibilityProperty: true })";

/// As a person does before pressing. WebDriver does not within the phones, which begin at their end.
const SCROLL_TO: &str = "arguments[0].scrollIntoView({ block: 'nearest' })";

/// A window.
pub struct Window {
    pub client: Client,
    pub scripts: Scripts,
    site: String,
}

impl Window {
    pub fn new(client: Client, site: &str, scripts: Scripts) -> Self {
        Self { client, scripts, site: site.to_owned() }
    }

    /// Types an address, whole or of this site.
    pub async fn visit(&self, address: &str) {
        let site = if address.starts_with('/') { self.site.as_str() } else { "" };
        self.client.goto(&format!("{site}{address}")).await.expect("a page");
    }

    /// The path of the page shown.
    pub async fn path(&self) -> String {
        self.client.current_url().await.expect("an address").path().to_owned()
    }

    /// The whole page.
    pub fn page(&self) -> Place<'_> {
        Place { window: self, within: String::from("/html/body") }
    }

    /// The part of the page under a heading, as screen readers name it.
    pub fn card(&self, heading: &str) -> Place<'_> {
        let within = format!(
            "//section[@aria-labelledby=//h2[contains(normalize-space(.), {})]/@id]",
            quoted(heading)
        );
        Place { window: self, within }
    }

    /// What the page says now.
    pub async fn text(&self) -> String {
        self.page().text().await.unwrap_or_default()
    }

    /// Waits until the page says this.
    pub async fn sees(&self, text: &str) {
        self.page().sees(text).await;
    }

    /// Presses a button or link by its name.
    pub async fn press(&self, name: &str) {
        self.page().press(name).await;
    }

    /// Goes somewhere by the side menu.
    pub async fn menu(&self, name: &str) {
        Place { window: self, within: String::from("//nav[@id='menu']") }.press(name).await;
    }

    /// Goes to a page of «Ajustes», which folds.
    pub async fn settings(&self, name: &str) {
        let menu = Place { window: self, within: String::from("//nav[@id='menu']") };
        if menu.find(&clickable(name)).await.is_none() {
            menu.press("Ajustes").await;
        }
        menu.press(name).await;
    }

    /// Looks again and again until there is something; with scripts off, also at the page anew.
    pub async fn until<T, F: Future<Output = Option<T>>>(
        &self,
        what: &str,
        look: impl Fn() -> F,
    ) -> T {
        let looking = async {
            loop {
                if let Some(found) = look().await {
                    return found;
                }
                tokio::time::sleep(BETWEEN_LOOKS).await;
            }
        };
        match tokio::time::timeout(PATIENCE, looking).await {
            Ok(found) => found,
            Err(_elapsed) => {
                let (path, text) = (self.path().await, self.text().await);
                panic!("waited for {what} in vain; {path} says:\n{text}");
            }
        }
    }

    /// A command that only Chromium knows.
    pub async fn devtools(&self, command: &str, with: Value) -> Value {
        let asked =
            Extra { path: "goog/cdp/execute", body: json!({ "cmd": command, "params": with }) };
        self.client.issue_cmd(asked).await.unwrap_or_else(|error| panic!("{command}: {error}"))
    }

    /// Closes it.
    pub async fn close(self) {
        self.client.close().await.expect("closed");
    }
}

/// A part of a page.
#[derive(Clone)]
pub struct Place<'a> {
    window: &'a Window,
    within: String,
}

impl Place<'_> {
    /// A part of this part, as an XPath from here.
    pub fn at(&self, path: &str) -> Self {
        Self { window: self.window, within: self.path(path) }
    }

    /// What it says now.
    pub async fn text(&self) -> Option<String> {
        let found = self.window.client.find(Locator::XPath(&self.within)).await.ok()?;
        // Not WebDriver's text, which leaves out what has to be scrolled to.
        Some(one_line(&found.prop("innerText").await.ok()??))
    }

    /// Whether it says this now.
    pub async fn says(&self, text: &str) -> bool {
        self.text().await.is_some_and(|said| said.contains(text))
    }

    /// Waits until it says this.
    pub async fn sees(&self, text: &str) {
        let looks = Cell::new(0);
        let look = || async {
            if self.says(text).await {
                return Some(());
            }
            self.look_anew(&looks).await;
            None
        };
        self.window.until(&format!("«{text}» in {}", self.within), look).await;
    }

    /// Waits until it no longer says this.
    pub async fn sees_no_more(&self, text: &str) {
        let looks = Cell::new(0);
        let look = || async {
            let said = self.text().await?;
            if !said.contains(text) {
                return Some(());
            }
            self.look_anew(&looks).await;
            None
        };
        self.window.until(&format!("«{text}» to go from {}", self.within), look).await;
    }

    /// Presses a button, link or fold by its name.
    pub async fn press(&self, name: &str) {
        let path = clickable(name);
        let press = || async {
            let found = self.find(&path).await?;
            let asked = vec![serde_json::to_value(&found).ok()?];
            self.window.client.execute(SCROLL_TO, asked).await.ok()?;
            found.click().await.ok()
        };
        self.window
            .until(&format!("something to press called «{name}» in {}", self.within), press)
            .await;
    }

    /// Presses this itself.
    pub async fn press_it(&self) {
        let press = || async {
            let found = self.find("").await?;
            let asked = vec![serde_json::to_value(&found).ok()?];
            self.window.client.execute(SCROLL_TO, asked).await.ok()?;
            found.click().await.ok()
        };
        self.window.until(&format!("{} to press", self.within), press).await;
    }

    /// Types into the field under a label, in place of what is there.
    pub async fn fill(&self, label: &str, text: &str) {
        let field = || async {
            let field = self.field(label).await?;
            field.clear().await.ok()?;
            field.send_keys(text).await.ok()?;
            let typed = field.prop("value").await.ok()??;
            (typed == text).then_some(())
        };
        self.window.until(&format!("a field «{label}» in {}", self.within), field).await;
    }

    /// What stands in the field under a label.
    pub async fn value(&self, label: &str) -> String {
        let value = || async { self.field(label).await?.prop("value").await.ok()? };
        self.window.until(&format!("a field «{label}» in {}", self.within), value).await
    }

    /// Chooses from a list by its label.
    pub async fn choose(&self, label: &str, option: &str) {
        let wanted = format!("./option[normalize-space(.)={}]", quoted(option));
        let chosen = || async {
            let field = self.field(label).await?;
            field.find(Locator::XPath(&wanted)).await.ok()?.click().await.ok()
        };
        self.window.until(&format!("«{option}» in «{label}» of {}", self.within), chosen).await;
    }

    /// The field under a label, or with a hidden one.
    async fn field(&self, label: &str) -> Option<Element> {
        let label = quoted(label);
        let path = format!(
            "//*[self::input or self::select or self::textarea]\
             [@id=//label[normalize-space(.)={label}]/@for or ancestor::label[normalize-space(.)={label}]]"
        );
        self.find(&path).await
    }

    /// The first of those that are drawn, in view or not.
    pub async fn find(&self, path: &str) -> Option<Element> {
        let found = self.window.client.find_all(Locator::XPath(&self.path(path))).await.ok()?;
        for element in found {
            let asked = vec![serde_json::to_value(&element).ok()?];
            let drawn = self.window.client.execute(IS_DRAWN, asked).await;
            if drawn.is_ok_and(|drawn| drawn == true) {
                return Some(element);
            }
        }
        None
    }

    /// How many there are.
    pub async fn count(&self, path: &str) -> Result<usize, CmdError> {
        Ok(self.window.client.find_all(Locator::XPath(&self.path(path))).await?.len())
    }

    fn path(&self, path: &str) -> String {
        format!("{}{path}", self.within)
    }

    /// Without scripts the page does not renew itself: a person presses F5.
    /// Without scripts a person reloads; not at once, for the page may still be on its way, and what it
    /// says only once («tu cuenta quedó creada») would be gone.
    async fn look_anew(&self, looks: &Cell<u32>) {
        looks.set(looks.get() + 1);
        if self.window.scripts == Scripts::Off && looks.get().is_multiple_of(LOOKS_BEFORE_RELOAD) {
            self.window.client.refresh().await.expect("the page again");
        }
    }
}

/// A button, link or fold by what stands on it, or by the name that screen readers say.
fn clickable(name: &str) -> String {
    let name = quoted(name);
    format!(
        "//*[self::button or self::a or self::summary]\
         [normalize-space(.)={name} or @aria-label={name} or starts-with(normalize-space(.), concat({name}, ' '))]"
    )
}

/// A text as XPath writes it.
pub fn quoted(text: &str) -> String {
    assert!(!text.contains('"'), "{text}");
    format!("\"{text}\"")
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
