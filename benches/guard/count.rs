//! Runs `instructions` under callgrind and reads its counts.

use std::collections::BTreeMap;
use std::process::{Command, Stdio};

use serde_json::Value;

/// All counts, by function and case.
///
/// # Errors
/// Why there are none: valgrind or the runner is missing, or a bench failed. Their own words are on the terminal.
pub fn all() -> Result<BTreeMap<String, u64>, String> {
    if Command::new("valgrind").arg("--version").stdout(Stdio::null()).status().is_err() {
        return Err("there is no valgrind; install it (Debian: apt install valgrind)".into());
    }
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let measure = ["bench", "--locked", "--no-default-features", "--profile", "count", "--bench"];
    let mut bench = Command::new(cargo);
    // What cargo says to this program about itself would make the inner one build again what asks for it.
    for (name, _) in std::env::vars_os() {
        let about_this = ["CARGO_PKG_", "CARGO_MANIFEST_", "CARGO_BIN_", "CARGO_CRATE_"];
        if name.to_str().is_some_and(|name| about_this.iter().any(|start| name.starts_with(start)))
        {
            bench.env_remove(name);
        }
    }
    let said = bench
        .args(measure)
        .args(["instructions", "--", "--output-format=json"])
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .stderr(Stdio::inherit())
        .output()
        .map_err(|error| format!("cargo does not run: {error}"))?;
    let text = String::from_utf8_lossy(&said.stdout);
    if !said.status.success() {
        return Err(format!("the counts failed ({}): {}", said.status, text.trim()));
    }
    text.lines().filter(|line| line.starts_with('{')).map(one).collect()
}

/// One benchmark's summary: its name and its instructions.
fn one(line: &str) -> Result<(String, u64), String> {
    let summary: Value = serde_json::from_str(line).map_err(|error| error.to_string())?;
    let word = |key: &str| summary[key].as_str().unwrap_or_default();
    let name = format!("{}_{}", word("function_name"), word("id"));
    let count = summary["profiles"]
        .as_array()
        .and_then(|profiles| profiles.iter().find(|profile| profile["tool"] == "Callgrind"))
        .and_then(|profile| profile["data"]["total"]["metrics"]["Ir"]["values"]["new"].as_u64());
    count.map(|count| (name, count)).ok_or_else(|| format!("no instructions in {line}"))
}
