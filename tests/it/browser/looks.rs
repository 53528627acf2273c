//! What must be right about every page, whatever it is about: nothing in the console, nothing to scroll
//! sideways, every picture there, everything that can be pressed has a name. And pictures of it.

use std::path::PathBuf;

use base64::Engine as _;
use serde_json::{Value, json};

use super::axe::Axe;
use super::cdp::Extra;
use super::machine::Scripts;
use super::window::Window;

/// Folder for pictures of every page, if set.
const SCREENSHOTS: &str = "RELEVO_SCREENSHOTS";
const SIZES: [(u32, u32); 2] = [(1280, 900), (390, 844)];
/// Bytes of a picture of the manual.
const PICTURE_MOST: usize = 40 * 1024;
const THEMES: [&str; 2] = ["light", "dark"];
/// Roles that a person acts on.
const ACTED_ON: [&str; 10] = [
    "button",
    "link",
    "textbox",
    "searchbox",
    "combobox",
    "checkbox",
    "radio",
    "spinbutton",
    "form",
    "DisclosureTriangle",
];

impl Window {
    /// Checks the page that is shown, in every size and theme, and takes its picture as `name`.
    pub async fn looks_right(&self, name: &str) {
        let mut wrong = self.console().await;
        for (width, height) in SIZES {
            self.resize(width, height).await;
            for theme in THEMES {
                self.theme(theme).await;
                if self.scripts == Scripts::On {
                    wrong.extend(
                        self.layout()
                            .await
                            .into_iter()
                            .map(|what| format!("{width} px, {theme}: {what}")),
                    );
                }
                self.picture(&format!("{name}-{width}-{theme}")).await;
            }
            wrong.extend(
                self.nameless().await.into_iter().map(|what| format!("{width} px: {what}")),
            );
        }
        self.resize(SIZES[0].0, SIZES[0].1).await;
        self.theme(THEMES[0]).await;
        let path = self.path().await;
        assert_eq!(wrong, Vec::<String>::new(), "{name} ({path})");
    }

    /// All that is wrong with the page that is shown, in every size and theme.
    pub async fn wrong_with_it(&self, axe: Option<&Axe>) -> Vec<String> {
        let mut wrong = Vec::new();
        for (width, height) in SIZES {
            self.resize(width, height).await;
            for theme in THEMES {
                self.theme(theme).await;
                let mut found = self.layout().await;
                found.extend(self.skeleton().await);
                if let Some(axe) = axe {
                    found.extend(axe.look(self).await);
                }
                let page = self.path().await.replace('/', "-");
                self.picture(&format!("pagina{page}-{width}-{theme}")).await;
                wrong.extend(found.into_iter().map(|what| format!("{width} px, {theme}: {what}")));
            }
        }
        wrong.extend(self.console().await);
        self.resize(SIZES[0].0, SIZES[0].1).await;
        self.theme(THEMES[0]).await;
        wrong
    }

    /// Title, language, one first heading, nothing from another host.
    async fn skeleton(&self) -> Vec<String> {
        let found = self.client.execute(SKELETON, Vec::new()).await.expect("a page");
        let texts = found.as_array().cloned().unwrap_or_default();
        texts.iter().map(|text| text.as_str().unwrap_or_default().to_owned()).collect()
    }

    /// A picture for the manual: what fits the window, small enough to be a part of the program. Only if
    /// pictures are wanted.
    pub async fn help_picture(&self, name: &str, (width, height): (u32, u32)) {
        let Some(folder) = std::env::var_os(SCREENSHOTS).map(PathBuf::from) else { return };
        let folder = folder.join("help");
        std::fs::create_dir_all(&folder).expect("the folder for pictures");
        self.resize(width, height).await;
        self.theme(THEMES[0]).await;
        let scale = if width > 1000 { 0.75 } else { 1.0 };
        for quality in [80, 70, 60, 50, 40, 30, 20] {
            let clip = json!({ "x": 0, "y": 0, "width": width, "height": height, "scale": scale });
            let how = json!({ "format": "webp", "quality": quality, "clip": clip });
            let taken = self.devtools("Page.captureScreenshot", how).await;
            let data = taken["data"].as_str().expect("a picture");
            let bytes = base64::prelude::BASE64_STANDARD.decode(data).expect("base64");
            if bytes.len() < PICTURE_MOST {
                std::fs::write(folder.join(format!("{name}.webp")), bytes).expect("a picture");
                self.resize(SIZES[0].0, SIZES[0].1).await;
                return;
            }
        }
        panic!("the picture «{name}» cannot be made small enough");
    }

    /// What the console says that it should not. That a form was refused (422) or that there is no such
    /// page (404) is no fault: Chromium writes the status of every such answer there.
    pub async fn console(&self) -> Vec<String> {
        let asked = Extra { path: "se/log", body: json!({ "type": "browser" }) };
        let said = self.client.issue_cmd(asked).await.expect("the console");
        let entries: Vec<Value> = said.as_array().cloned().unwrap_or_default();
        let text = |entry: &Value| entry["message"].as_str().unwrap_or_default().to_owned();
        let expected = |said: &String| {
            ["status of 422", "status of 404"].iter().any(|status| said.contains(status))
        };
        entries
            .iter()
            .map(text)
            .filter(|said| !expected(said))
            .map(|said| format!("console: {said}"))
            .collect()
    }

    pub async fn resize(&self, width: u32, height: u32) {
        let metrics = json!({ "width": width, "height": height, "deviceScaleFactor": 1, "mobile": width < 600 });
        self.devtools("Emulation.setDeviceMetricsOverride", metrics).await;
    }

    async fn theme(&self, theme: &str) {
        let features = json!([{ "name": "prefers-color-scheme", "value": theme }, { "name": "prefers-reduced-motion", "value": "reduce" }]);
        self.devtools("Emulation.setEmulatedMedia", json!({ "features": features })).await;
    }

    /// What sticks out, what did not load.
    async fn layout(&self) -> Vec<String> {
        let found = self.client.execute(LAYOUT, Vec::new()).await.expect("a layout");
        let texts = found.as_array().cloned().unwrap_or_default();
        texts.iter().map(|text| text.as_str().unwrap_or_default().to_owned()).collect()
    }

    /// What can be acted on and has no name.
    async fn nameless(&self) -> Vec<String> {
        self.devtools("Accessibility.enable", json!({})).await;
        let tree = self.devtools("Accessibility.getFullAXTree", json!({})).await;
        self.devtools("Accessibility.disable", json!({})).await;
        let nodes = tree["nodes"].as_array().cloned().unwrap_or_default();
        let role = |node: &Value| node["role"]["value"].as_str().unwrap_or_default().to_owned();
        assert!(
            nodes.iter().any(|node| role(node) == "link" || role(node) == "button"),
            "no accessibility tree"
        );
        nodes
            .iter()
            .filter(|node| node["ignored"] != true && ACTED_ON.contains(&role(node).as_str()))
            .filter(|node| node["name"]["value"].as_str().unwrap_or_default().trim().is_empty())
            .map(|node| format!("a {} without a name", role(node)))
            .filter(|what| what != "a form without a name")
            .collect()
    }

    /// A picture of the whole page, if pictures are wanted.
    pub async fn picture(&self, name: &str) {
        // What is fixed to the window's edge belongs to the picture's edge.
        self.client.execute("scrollTo(0, 0)", Vec::new()).await.expect("the top");
        let size =
            self.devtools("Page.getLayoutMetrics", json!({})).await["cssContentSize"].clone();
        let clip =
            json!({ "x": 0, "y": 0, "width": size["width"], "height": size["height"], "scale": 1 });
        self.shoot(name, json!({ "format": "png", "captureBeyondViewport": true, "clip": clip }))
            .await;
    }

    /// A picture of what fits in a window of this size, if pictures are wanted.
    pub async fn view(&self, name: &str, width: u32, height: u32) {
        self.resize(width, height).await;
        self.client.execute("scrollTo(0, 0)", Vec::new()).await.expect("the top");
        self.shoot(name, json!({ "format": "png" })).await;
    }

    async fn shoot(&self, name: &str, how: Value) {
        let Some(folder) = std::env::var_os(SCREENSHOTS).map(PathBuf::from) else { return };
        let taken = self.devtools("Page.captureScreenshot", how).await;
        let data = taken["data"].as_str().expect("a picture");
        let bytes = base64::prelude::BASE64_STANDARD.decode(data).expect("base64");
        std::fs::create_dir_all(&folder).expect("the folder for pictures");
        std::fs::write(folder.join(format!("{name}.png")), bytes).expect("a picture");
    }
}

const SKELETON: &str = r#"
const wrong = [];
const firsts = document.querySelectorAll("h1").length;
if (firsts !== 1) wrong.push(`${firsts} first headings`);
if (!document.title.trim()) wrong.push("no title");
if (!document.documentElement.lang) wrong.push("no language");
for (const { name } of performance.getEntriesByType("resource")) {
  if (new URL(name).host !== location.host) wrong.push(`asked another host: ${name}`);
}
let level = 0;
for (const heading of document.querySelectorAll("h1, h2, h3, h4, h5, h6")) {
  const own = Number(heading.nodeName[1]);
  if (own > level + 1) wrong.push(`skips to h${own}: ${heading.textContent.trim().slice(0, 40)}`);
  level = own;
}
return wrong;
"#;

const LAYOUT: &str = r#"
const wrong = [];
const root = document.documentElement;
if (root.scrollWidth > root.clientWidth) {
  wrong.push(`scrolls sideways: ${root.scrollWidth} > ${root.clientWidth}`);
  for (const node of document.querySelectorAll("body *")) {
    const box = node.getBoundingClientRect();
    if (box.width && box.right > root.clientWidth + 1 && !node.closest(".phones") && wrong.length < 6) {
      wrong.push(`sticks out: ${node.nodeName} .${node.getAttribute("class")} to ${Math.round(box.right)}: ${node.textContent.trim().slice(0, 40)}`);
    }
  }
}
for (const image of document.images) {
  // Pictures far below come when somebody scrolls to them.
  if (image.loading === "lazy" && !image.complete) continue;
  if (!image.complete || !image.naturalWidth) wrong.push(`not loaded: ${image.src}`);
}
for (const use of document.querySelectorAll("svg use")) {
  const id = (use.getAttribute("href") || "").slice(1);
  if (!document.getElementById(id)) wrong.push(`no such icon: ${id}`);
}
for (const sheet of document.querySelectorAll("link[rel=stylesheet]")) {
  if (!sheet.sheet || !sheet.sheet.cssRules.length) wrong.push(`no style: ${sheet.href}`);
}
const ids = new Set();
for (const { id } of document.querySelectorAll("[id]")) {
  if (ids.has(id)) wrong.push(`two of ${id}`);
  ids.add(id);
}
return wrong;
"#;
