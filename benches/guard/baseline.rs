//! What was measured, and with what: the file beside the benches.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path;
use std::process::Command;

use serde::Deserialize;

/// What a count depends on besides the code.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Built {
    /// The compiler, with its commit.
    pub rustc: String,
    /// For which machine.
    pub host: String,
    /// `-C target-cpu`, if any was given.
    pub target_cpu: String,
    /// What the processor can do that libc and memchr choose by.
    pub simd: String,
}

impl Built {
    /// Here and now.
    ///
    /// # Errors
    /// The compiler does not say what it is.
    pub fn here() -> Result<Self, String> {
        let said = Command::new(std::env::var_os("RUSTC").unwrap_or_else(|| "rustc".into()))
            .arg("-vV")
            .output()
            .map_err(|error| format!("rustc does not run: {error}"))?;
        let said = String::from_utf8_lossy(&said.stdout).into_owned();
        let line = |start: &str| said.lines().find_map(|line| line.strip_prefix(start));
        Ok(Self {
            rustc: line("rustc ").ok_or("rustc does not say its version")?.to_owned(),
            host: line("host: ").ok_or("rustc does not say its host")?.to_owned(),
            target_cpu: target_cpu(),
            simd: simd().to_owned(),
        })
    }
}

fn target_cpu() -> String {
    let flags = ["CARGO_ENCODED_RUSTFLAGS", "RUSTFLAGS"].map(std::env::var);
    let cpu = flags.iter().flatten().find_map(|flags| {
        let (_, rest) = flags.split_once("target-cpu=")?;
        rest.split([' ', '\u{1f}']).next().map(str::to_owned)
    });
    cpu.unwrap_or_else(|| String::from("default"))
}

#[cfg(target_arch = "x86_64")]
fn simd() -> &'static str {
    if std::arch::is_x86_feature_detected!("avx2") { "avx2" } else { "sse2" }
}

#[cfg(not(target_arch = "x86_64"))]
fn simd() -> &'static str {
    "of another kind"
}

/// Counts by name.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Baseline {
    /// With what they were made.
    pub built: Built,
    /// Instructions.
    pub counts: BTreeMap<String, u64>,
}

impl Baseline {
    /// Reads the file.
    ///
    /// # Errors
    /// It is not there, or not understood.
    pub fn read(file: &Path) -> Result<Self, String> {
        let text = std::fs::read_to_string(file)
            .map_err(|error| format!("{} cannot be read: {error}", file.display()))?;
        toml::from_str(&text).map_err(|error| format!("{}: {error}", file.display()))
    }

    /// Writes the file.
    ///
    /// # Errors
    /// What the system said.
    pub fn write(&self, file: &Path) -> Result<(), String> {
        std::fs::write(file, self.text()).map_err(|error| format!("{}: {error}", file.display()))
    }

    fn text(&self) -> String {
        let Built { rustc, host, target_cpu, simd } = &self.built;
        let mut text = format!(
            "# Instructions that each thing takes, counted by callgrind. Compared by `cargo guard`,\n\
             # written by `cargo guard -- --accept`. What is measured: benches/instructions.rs.\n\n\
             [built]\nrustc = \"{rustc}\"\nhost = \"{host}\"\ntarget_cpu = \"{target_cpu}\"\nsimd = \"{simd}\"\n\n\
             [counts]\n"
        );
        for (name, count) in &self.counts {
            // Into a string: never fails.
            let _infallible = writeln!(text, "{name} = {count}");
        }
        text
    }
}
