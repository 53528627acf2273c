//! Chromium and chromedriver of this machine: found, started, and gone when the test is over.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{Ipv4Addr, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use fantoccini::ClientBuilder;
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::json;
use tempfile::TempDir;

use super::window::Window;

/// With this set, a test that cannot run fails.
const FORBID_SKIPS: &str = "RELEVO_FORBID_SKIPS";
const HOW_TO_GET_IT: &str =
    "chromium and chromedriver are needed: apt-get install chromium chromium-driver";
/// Besides the folders in PATH.
const USUAL: [&str; 6] = [
    "/usr/bin",
    "/usr/local/bin",
    "/snap/bin",
    "/usr/lib/chromium",
    "/usr/lib/chromium-browser",
    "/opt/homebrew/bin",
];

/// A running chromedriver. Windows are opened through it.
pub struct Machine {
    driver: Child,
    port: u16,
    chromium: PathBuf,
    profiles: TempDir,
    opened: usize,
}

impl Machine {
    /// Starts chromedriver; `None`, loudly, where there is no browser.
    pub fn start() -> Option<Self> {
        let chromium =
            find(&["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"]);
        let (Some(chromium), Some(driver)) =
            (chromium, find(&["chromedriver", "chromium.chromedriver"]))
        else {
            skipped("no browser test has run", HOW_TO_GET_IT);
            return None;
        };
        let mut driver = Command::new(driver)
            .arg("--port=0")
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("chromedriver starts");
        let mut lines = BufReader::new(driver.stdout.take().expect("piped")).lines();
        let port = lines.by_ref().map_while(Result::ok).find_map(|line| {
            let said = line.split("started successfully on port ").nth(1)?;
            said.trim_end_matches('.').parse().ok()
        });
        std::thread::spawn(move || lines.for_each(drop));
        let profiles = tempfile::tempdir().expect("a folder");
        let port = port.expect("chromedriver says its port");
        Some(Self { driver, port, chromium, profiles, opened: 0 })
    }

    /// Opens a browser of its own, with nothing remembered, at `site`.
    pub async fn open(&mut self, site: &str, scripts: Scripts) -> Window {
        self.opened += 1;
        let profile = self.profiles.path().join(self.opened.to_string());
        let flags = [
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-dev-shm-usage",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--hide-scrollbars",
            // A microphone that hums, and nobody who has to allow its use.
            "--use-fake-device-for-media-stream",
            "--use-fake-ui-for-media-stream",
            "--lang=es-AR",
            "--window-size=1280,900",
        ];
        let mut flags: Vec<String> = flags.iter().map(|flag| (*flag).to_owned()).collect();
        flags.push(format!("--user-data-dir={}", profile.display()));
        let javascript = match scripts {
            Scripts::On => 1,
            Scripts::Off => 2,
        };
        let options = json!({
            "binary": self.chromium,
            "args": flags,
            "prefs": {
                "intl.accept_languages": "es-AR,es",
                "profile.managed_default_content_settings.javascript": javascript,
                "credentials_enable_service": false,
            },
        });
        let wanted = json!({
            "goog:chromeOptions": options,
            "goog:loggingPrefs": { "browser": "ALL" },
        });
        let wanted = wanted.as_object().cloned().expect("an object");
        let client = ClientBuilder::new(HttpConnector::new())
            .capabilities(wanted)
            .connect(&format!("http://127.0.0.1:{}", self.port))
            .await
            .expect("a browser opens");
        let window = Window::new(client, site, scripts);
        window
            .visit("data:text/html,<title>off</title><script>document.title = 'on'</script>")
            .await;
        let runs = window.client.title().await.expect("a title") == "on";
        assert_eq!(runs, scripts == Scripts::On, "whether pages may run scripts");
        window
    }
}

/// Says loudly what was skipped and how to have it; fails where nothing may be.
pub fn skipped(what: &str, how_to_get_it: &str) {
    assert!(std::env::var_os(FORBID_SKIPS).is_none(), "{how_to_get_it}");
    // Past the capture of the test runner: a skip that nobody sees is a lie.
    let said = format!("\n*** SKIPPED: {what}. {how_to_get_it}\n\n");
    std::io::stderr().write_all(said.as_bytes()).expect("stderr");
}

/// Whether a page may run scripts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scripts {
    On,
    Off,
}

impl Drop for Machine {
    fn drop(&mut self) {
        // Asked nicely it closes its browsers, which killing it would leave behind.
        if let Ok(mut wire) = TcpStream::connect((Ipv4Addr::LOCALHOST, self.port)) {
            let patience = Some(Duration::from_secs(10));
            let asked = wire
                .set_read_timeout(patience)
                .and_then(|()| wire.write_all(b"GET /shutdown HTTP/1.0\r\nHost: localhost\r\n\r\n"))
                .and_then(|()| wire.read_to_end(&mut Vec::new()));
            drop(asked);
        }
        drop(self.driver.kill());
        drop(self.driver.wait());
    }
}

fn find(names: &[&str]) -> Option<PathBuf> {
    let path = std::env::var_os("PATH").unwrap_or_default();
    let folders: Vec<PathBuf> =
        std::env::split_paths(&path).chain(USUAL.iter().map(PathBuf::from)).collect();
    let found = |name: &&str| folders.iter().map(|folder| folder.join(name)).find(is_program);
    names.iter().find_map(found)
}

#[allow(clippy::ptr_arg, reason = "the signature that find asks for")]
fn is_program(path: &PathBuf) -> bool {
    Path::is_file(path)
}
