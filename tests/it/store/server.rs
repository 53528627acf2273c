//! A PostgreSQL server of the tests' own, made from installed binaries and gone afterwards.
#![cfg(feature = "postgres")]

use std::os::unix::fs::chown;
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, Mutex, Weak};

use diesel::connection::SimpleConnection;
use diesel::{Connection, PgConnection};

static SHARED: Mutex<Weak<Server>> = Mutex::new(Weak::new());

/// A server that lives as long as a test uses it.
pub struct Server {
    binaries: PathBuf,
    folder: tempfile::TempDir,
    user: Option<(u32, u32)>,
    databases: AtomicU32,
}

impl Server {
    /// The server that tests share; none if PostgreSQL is not installed.
    pub fn shared() -> Option<Arc<Self>> {
        let mut shared = SHARED.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        if let Some(server) = shared.upgrade() {
            return Some(server);
        }
        let Some(binaries) = binaries() else {
            let how = "PostgreSQL is not installed: its half of the store's tests was SKIPPED. \
                       To run it: apt-get install postgresql";
            assert!(std::env::var_os("RELEVO_FORBID_SKIPS").is_none(), "{how}");
            eprintln!("\n!!! {how}\n");
            return None;
        };
        let server = Arc::new(Self::start(binaries));
        *shared = Arc::downgrade(&server);
        Some(server)
    }

    /// The address of a new, empty database.
    pub fn new_database(&self) -> String {
        let name = format!("t{}", self.databases.fetch_add(1, Ordering::Relaxed));
        let mut conn = PgConnection::establish(&self.url("postgres")).unwrap();
        conn.batch_execute(&format!("CREATE DATABASE {name}")).unwrap();
        self.url(&name)
    }

    fn url(&self, database: &str) -> String {
        format!("postgres://relevo@/{database}?host={}", self.folder.path().display())
    }

    fn start(binaries: PathBuf) -> Self {
        let folder = tempfile::Builder::new().prefix("relevo-pg-").tempdir_in("/tmp").unwrap();
        let user = unprivileged();
        if let Some((user, group)) = user {
            chown(folder.path(), Some(user), Some(group)).unwrap();
        }
        let server = Self { binaries, folder, user, databases: AtomicU32::new(0) };
        server.run(
            "initdb",
            &["-D", "data", "-U", "relevo", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync"],
        );
        let socket = server.folder.path().display();
        let options = format!(
            "-c listen_addresses='' -c unix_socket_directories='{socket}' -c fsync=off -c max_connections=300"
        );
        server.run("pg_ctl", &["-D", "data", "-w", "-l", "log", "-o", &options, "start"]);
        server
    }

    fn run(&self, program: &str, arguments: &[&str]) {
        let mut command = Command::new(self.binaries.join(program));
        // Output goes to a file: the server would hold a pipe open for good.
        let said =
            std::fs::File::create(self.folder.path().join(format!("{program}.out"))).unwrap();
        command.args(arguments).current_dir(self.folder.path()).env("LC_ALL", "C");
        command.stdin(std::process::Stdio::null()).stderr(said.try_clone().unwrap()).stdout(said);
        if let Some((user, group)) = self.user {
            command.uid(user).gid(group);
        }
        let status = command.status().unwrap();
        let output = || {
            std::fs::read_to_string(self.folder.path().join(format!("{program}.out")))
                .unwrap_or_default()
        };
        assert!(status.success(), "{program} failed: {}", output());
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.run("pg_ctl", &["-D", "data", "-m", "immediate", "-w", "stop"]);
    }
}

/// Where `initdb` and `pg_ctl` are.
fn binaries() -> Option<PathBuf> {
    let path = std::env::var_os("PATH").unwrap_or_default();
    let mut folders: Vec<PathBuf> = std::env::split_paths(&path).collect();
    let mut versions: Vec<PathBuf> = Path::new("/usr/lib/postgresql")
        .read_dir()
        .into_iter()
        .flatten()
        .flatten()
        .map(|entry| entry.path())
        .collect();
    versions.sort();
    folders.extend(versions.into_iter().rev().map(|version| version.join("bin")));
    folders
        .into_iter()
        .find(|folder| folder.join("initdb").exists() && folder.join("pg_ctl").exists())
}

/// PostgreSQL refuses to run as root: the user and group to run it as, if we are.
fn unprivileged() -> Option<(u32, u32)> {
    use std::os::unix::fs::MetadataExt;
    if Path::new("/proc/self").metadata().map(|own| own.uid()).unwrap_or(1) != 0 {
        return None;
    }
    let users = std::fs::read_to_string("/etc/passwd").unwrap_or_default();
    let user = ["postgres", "nobody"].into_iter().find_map(|name| {
        let line = users.lines().find(|line| line.split(':').next() == Some(name))?;
        let mut fields = line.split(':').skip(2);
        Some((fields.next()?.parse().ok()?, fields.next()?.parse().ok()?))
    });
    Some(user.expect("a user to run PostgreSQL as"))
}
