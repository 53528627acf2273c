//! Prepared folders, servers on them, and the command under test.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpListener};
use std::process::{Child, Command, Stdio};

use serde_json::Value;

use super::PATIENCE;
use super::meddler::Meddler;

/// `relevo load` with these arguments.
pub fn load(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_relevo"));
    command.arg("load").args(arguments).env_remove("DATABASE_URL").stdin(Stdio::null());
    command
}

/// Its exit status, and the report that it printed.
pub fn outcome(command: &mut Command) -> (i32, Value) {
    let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let (mut out, mut err) = (child.stdout.take().unwrap(), child.stderr.take().unwrap());
    let said = std::thread::spawn(move || {
        let mut said = String::new();
        err.read_to_string(&mut said).unwrap();
        said
    });
    let (tell, report) = std::sync::mpsc::channel();
    std::thread::spawn(move || {
        let mut report = String::new();
        out.read_to_string(&mut report).unwrap();
        drop(tell.send(report));
    });
    let Ok(report) = report.recv_timeout(PATIENCE) else {
        child.kill().unwrap();
        panic!("it does not end: {}", said.join().unwrap());
    };
    let status = child.wait().unwrap().code().unwrap();
    let said = said.join().unwrap();
    let report = serde_json::from_str(&report).unwrap_or_else(|_| panic!("{report}\n{said}"));
    (status, report)
}

/// A prepared folder.
pub struct Place {
    data: tempfile::TempDir,
    listen: SocketAddr,
}

impl Place {
    /// With the gateway where the generator will be, or behind somebody who meddles with it.
    pub fn prepared(meddler: Option<&Meddler>) -> Self {
        let data = tempfile::tempdir().unwrap();
        let place = Self { data, listen: free() };
        let gateway = free().port();
        let port = meddler.map_or(gateway, |meddler| meddler.listens().port());
        let mut prepare = load(&["prepare", "--agents=6", "--slots=2", "--groups=3"]);
        let prepare = prepare.arg(format!("--gateway-port={port}")).arg(place.data_option());
        assert!(prepare.output().unwrap().status.success());
        if let Some(meddler) = meddler {
            let file = place.data.path().join("load.json");
            let text = std::fs::read(&file).unwrap();
            let mut prepared: Value = serde_json::from_slice(&text).unwrap();
            prepared["gateway_port"] = gateway.into();
            std::fs::write(&file, prepared.to_string()).unwrap();
            meddler.meddle_with(gateway);
        }
        place
    }

    /// A server on it; ends when dropped.
    pub fn serve(&self) -> Running {
        let mut command = Command::new(env!("CARGO_BIN_EXE_relevo"));
        let mut child = command
            .args(["serve", &self.data_option(), &format!("--listen={}", self.listen)])
            .env_remove("DATABASE_URL")
            .env("RELEVO_LOG", "warn")
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let mut lines = BufReader::new(child.stdout.take().unwrap());
        let mut first = String::new();
        lines.read_line(&mut first).unwrap();
        assert!(first.contains("Relevo is at"), "{first}");
        // Whatever it still says is read, or it would wait for its reader.
        std::thread::spawn(move || std::io::copy(&mut lines, &mut std::io::sink()));
        Running(child)
    }

    /// Something at the server's address that answers 200 to everything.
    pub fn pretend_to_serve(&self) {
        let listener = TcpListener::bind(self.listen).unwrap();
        std::thread::spawn(move || {
            for stream in listener.incoming() {
                std::thread::spawn(move || {
                    let mut stream = stream.unwrap();
                    let mut heard = [0; 8_192];
                    // One webhook fits into one read, and the next comes after its answer.
                    while stream.read(&mut heard).is_ok_and(|bytes| bytes > 0) {
                        stream.write_all(b"HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n").unwrap();
                    }
                });
            }
        });
    }

    /// `relevo load` against the server on it.
    pub fn load(&self, arguments: &[&str]) -> Command {
        self.load_at(&format!("http://{}", self.listen), arguments)
    }

    /// The same against another address.
    pub fn load_at(&self, server: &str, arguments: &[&str]) -> Command {
        let mut command = load(arguments);
        command.arg(self.data_option()).arg(format!("--server={server}"));
        command
    }

    fn data_option(&self) -> String {
        format!("--data={}", self.data.path().display())
    }
}

/// A running server.
pub struct Running(Child);

impl Drop for Running {
    fn drop(&mut self) {
        drop(self.0.kill());
        drop(self.0.wait());
    }
}

/// An address that nobody has: below those that systems give to clients.
pub fn free() -> SocketAddr {
    let mut random = fastrand::Rng::new();
    std::iter::repeat_with(|| SocketAddr::from(([127, 0, 0, 1], random.u16(12_000..32_000))))
        .find(|address| TcpListener::bind(address).is_ok())
        .unwrap()
}
