//! axe-core, run on the page that is shown. It is no part of Relevo: `.ci/axe` fetches it.

use std::path::PathBuf;

use serde_json::{Value, json};

use super::machine::skipped;
use super::window::Window;

/// Where `axe.min.js` is.
const WHERE: &str = "RELEVO_AXE";
const HOW_TO_GET_IT: &str = "axe-core is needed: RELEVO_AXE=$(.ci/axe target/axe) cargo test";

/// What it is asked, and what is told of the answer: only what keeps somebody out.
const ASK: &str = r#"axe.run(document, {
  resultTypes: ["violations"],
  runOnly: { type: "tag", values: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] },
}).then(({ violations }) => violations
  .filter(({ impact }) => impact === "serious" || impact === "critical")
  .flatMap(({ id, impact, nodes }) => nodes.slice(0, 4).map(({ target, failureSummary }) =>
    `${impact} ${id} at ${target.join(" ")}: ${failureSummary.split("\n").slice(1, 3).join(" ").trim()}`)))"#;

/// The checker.
pub struct Axe {
    source: String,
}

impl Axe {
    /// As it was fetched; `None`, loudly, where it was not.
    pub fn find() -> Option<Self> {
        let path = std::env::var_os(WHERE).map(PathBuf::from);
        let source = path.and_then(|path| std::fs::read_to_string(path).ok());
        if source.is_none() {
            skipped("no page was looked at by axe", HOW_TO_GET_IT);
        }
        source.map(|source| Self { source })
    }

    /// What is serious or critical on the page that is shown. Devtools reach past the page's content policy,
    /// which a visitor's scripts do not.
    pub async fn look(&self, window: &Window) -> Vec<String> {
        let loaded = evaluate(window, "typeof window.axe === 'object'").await;
        if loaded != true {
            evaluate(window, &format!("{}; true", self.source)).await;
        }
        let found = evaluate(window, ASK).await;
        let found = found.as_array().unwrap_or_else(|| panic!("axe said {found}"));
        found.iter().map(|what| what.as_str().unwrap_or_default().to_owned()).collect()
    }
}

async fn evaluate(window: &Window, script: &str) -> Value {
    let asked = json!({ "expression": script, "awaitPromise": true, "returnByValue": true });
    let answer = window.devtools("Runtime.evaluate", asked).await;
    assert!(answer.get("exceptionDetails").is_none(), "{}", answer["exceptionDetails"]);
    answer["result"]["value"].clone()
}
