//! The program itself, as a process that can be killed.

use std::fs::{File, OpenOptions};
use std::net::{SocketAddr, TcpListener};
use std::path::PathBuf;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::time::Duration;

use relevo::config::Config;

/// Longer than any start or stop takes.
const PATIENCE: Duration = Duration::from_secs(30);

/// Where the program runs: the same for every start.
pub struct Place {
    pub data: tempfile::TempDir,
    pub listen: SocketAddr,
    pub database_url: Option<String>,
}

impl Place {
    pub fn new(database_url: Option<String>) -> Self {
        let data = tempfile::tempdir().unwrap();
        Self { data, listen: free_address(), database_url }
    }

    pub fn config(&self) -> Config {
        Config {
            listen: self.listen,
            data: self.data.path().to_owned(),
            database_url: self.database_url.clone(),
            ..Config::default()
        }
    }

    /// What all starts wrote.
    pub fn log(&self) -> String {
        std::fs::read_to_string(self.log_file()).unwrap_or_default()
    }

    fn log_file(&self) -> PathBuf {
        self.data.path().join("program.log")
    }

    fn append_to_log(&self) -> File {
        OpenOptions::new().create(true).append(true).open(self.log_file()).unwrap()
    }
}

/// An address that stays free: below the ports that systems give to clients, so that nobody who calls the
/// program while it is down gets its port.
fn free_address() -> SocketAddr {
    let mut random = fastrand::Rng::new();
    std::iter::repeat_with(|| SocketAddr::from(([127, 0, 0, 1], random.u16(12_000..32_000))))
        .find(|address| TcpListener::bind(address).is_ok())
        .unwrap()
}

/// A running program; killed when dropped.
pub struct Program {
    child: Child,
}

impl Program {
    pub fn start(place: &Place) -> Self {
        let mut command = Command::new(env!("CARGO_BIN_EXE_relevo"));
        command
            .arg("serve")
            .env_clear()
            .env("RELEVO_DATA", place.data.path())
            .env("RELEVO_LISTEN", place.listen.to_string())
            .env("RELEVO_LOG", "info")
            .env("RUST_BACKTRACE", "1")
            .current_dir(place.data.path())
            .stdin(Stdio::null())
            .stdout(place.append_to_log())
            .stderr(place.append_to_log());
        if let Some(url) = &place.database_url {
            command.env("DATABASE_URL", url);
        }
        Self { child: command.spawn().expect("the program starts") }
    }

    /// Whether it still runs: by itself it never ends.
    pub fn is_running(&mut self) -> bool {
        self.child.try_wait().unwrap().is_none()
    }

    /// `kill -9`.
    pub fn kill(mut self) {
        assert!(self.is_running(), "the program ended by itself");
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }

    /// `kill -TERM`, and how it ended.
    pub async fn stop(mut self) -> ExitStatus {
        let id = self.child.id().to_string();
        assert!(Command::new("kill").args(["-TERM", &id]).status().unwrap().success());
        let ended = async {
            loop {
                if let Some(status) = self.child.try_wait().unwrap() {
                    return status;
                }
                tokio::time::sleep(Duration::from_millis(10)).await;
            }
        };
        tokio::time::timeout(PATIENCE, ended).await.expect("the program stops when told to")
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        // It may have ended already.
        drop(self.child.kill());
        drop(self.child.wait());
    }
}
