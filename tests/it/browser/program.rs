//! The real program, started as a newcomer would.

use std::fs::File;
use std::io::{BufRead, BufReader};
use std::net::TcpListener;
use std::process::{Child, ChildStdout, Command, Stdio};

use tempfile::TempDir;

/// `relevo` with a data folder of its own.
pub struct Program {
    child: Child,
    said: BufReader<ChildStdout>,
    folder: TempDir,
    /// Where the panel is.
    pub site: String,
    /// The one-time link that it printed.
    pub first_admin: String,
}

impl Program {
    /// Starts it and reads what it says on standard output.
    pub fn start() -> Self {
        Self::start_in(tempfile::tempdir().expect("a folder"))
    }

    /// The same in a folder where a test may have written its `data`.
    pub fn start_in(folder: TempDir) -> Self {
        let free = TcpListener::bind("127.0.0.1:0").and_then(|taken| taken.local_addr());
        let listen = free.expect("a free port").to_string();
        let log = File::create(folder.path().join("log")).expect("a log");
        let mut child = Command::new(env!("CARGO_BIN_EXE_relevo"))
            .current_dir(folder.path())
            .env_remove("DATABASE_URL")
            .env("RELEVO_DATA", folder.path().join("data"))
            .env("RELEVO_LISTEN", &listen)
            .env("NO_COLOR", "1")
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(log)
            .spawn()
            .expect("relevo starts");
        let mut said = BufReader::new(child.stdout.take().expect("piped"));
        let mut line = String::new();
        let first_admin = loop {
            line.clear();
            let read = said.read_line(&mut line).expect("what it says");
            assert!(read > 0, "relevo ended before it printed the first-admin link");
            if let Some((_, link)) = line.split_once("create the administrator at ") {
                break link.trim().to_owned();
            }
        };
        Self { child, said, folder, site: format!("http://{listen}"), first_admin }
    }

    /// Stops it as Ctrl-C does; it must end well and must have logged no error.
    pub fn stop(mut self) {
        let pid = self.child.id().to_string();
        let asked = Command::new("kill").args(["-INT", &pid]).status().expect("kill");
        assert!(asked.success());
        let ended = self.child.wait().expect("an end");
        let mut rest = String::new();
        std::io::Read::read_to_string(&mut self.said, &mut rest).expect("what it says");
        let log = std::fs::read_to_string(self.folder.path().join("log")).expect("the log");
        let bad: Vec<&str> = log.lines().filter(|line| line.contains(" ERROR ")).collect();
        assert_eq!(bad, Vec::<&str>::new(), "what it logged");
        assert!(ended.success(), "{ended}: {rest}{log}");
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        drop(self.child.kill());
        drop(self.child.wait());
    }
}
