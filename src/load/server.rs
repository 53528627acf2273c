//! A server of the run's own: started on a data folder, watched, killed if asked, started again.

use std::fs::{File, OpenOptions};
use std::io;
use std::net::{Ipv4Addr, SocketAddr, TcpListener};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU32, AtomicU64, Ordering};
use std::time::Duration;

use tokio::sync::mpsc;

use super::clock;
use super::event::Event;
use super::gateway::Gateway;
use super::process::Process;

/// How often it is looked at.
const LOOK_EVERY: Duration = Duration::from_millis(50);
/// The same while it dies.
const DYING: Duration = Duration::from_millis(2);
/// What a killed server had sent is read before the next one is started.
const AFTERMATH: Duration = Duration::from_millis(50);
/// Lines of the server's log that are shown.
const LOG_LINES_MOST: usize = 20;
/// The server's output, in its data folder.
const LOG: &str = "server.log";

/// How a server is started.
#[derive(Debug, Clone)]
pub struct Settings {
    /// The program.
    pub program: PathBuf,
    /// Its data folder.
    pub data: PathBuf,
    /// Its database, where that is not in the folder.
    pub database_url: Option<String>,
    /// Where it listens.
    pub listen: SocketAddr,
}

/// A server that runs.
#[derive(Debug)]
pub struct Server {
    settings: Settings,
    child: Option<Child>,
    watch: Arc<Watch>,
}

/// What is known of a server from outside, over all its lives.
#[derive(Debug, Default)]
pub struct Watch {
    pid: AtomicU32,
    /// Processor time of lives that are over (microseconds).
    spent_us: AtomicU64,
    /// The most memory of any life (KiB).
    peak_kib: AtomicU64,
    starts: AtomicU32,
    spare: AtomicBool,
    /// Kills that were asked for and not done yet.
    kills: AtomicU32,
}

impl Watch {
    /// A server that somebody else started.
    #[must_use]
    pub fn of(pid: u32) -> Self {
        let watch = Self::default();
        watch.pid.store(pid, Ordering::Relaxed);
        watch
    }

    /// Processor time so far.
    #[must_use]
    pub fn cpu(&self) -> Option<Duration> {
        let now = self.process().and_then(Process::cpu);
        let spent = Duration::from_micros(self.spent_us.load(Ordering::Relaxed));
        now.map(|now| now + spent).or_else(|| (spent > Duration::ZERO).then_some(spent))
    }

    /// Memory now, in KiB.
    #[must_use]
    pub fn rss_kib(&self) -> Option<u64> {
        self.process().and_then(Process::rss_kib)
    }

    /// The most memory so far, in KiB.
    #[must_use]
    pub fn peak_kib(&self) -> Option<u64> {
        let now = self.process().and_then(Process::peak_kib).unwrap_or(0);
        Some(now.max(self.peak_kib.load(Ordering::Relaxed))).filter(|peak| *peak > 0)
    }

    /// How often it was started.
    #[must_use]
    pub fn starts(&self) -> u32 {
        self.starts.load(Ordering::Relaxed)
    }

    /// No more kills.
    pub fn spare(&self) {
        self.spare.store(true, Ordering::Relaxed);
    }

    /// One kill, soon.
    pub fn kill(&self) {
        self.kills.fetch_add(1, Ordering::Relaxed);
    }

    /// Whether a kill was asked for; it is done with that.
    fn takes_kill(&self) -> bool {
        let less = |kills: u32| kills.checked_sub(1);
        self.kills.fetch_update(Ordering::Relaxed, Ordering::Relaxed, less).is_ok()
    }

    fn is_spared(&self) -> bool {
        self.spare.load(Ordering::Relaxed)
    }

    fn process(&self) -> Option<Process> {
        Some(self.pid.load(Ordering::Relaxed)).filter(|pid| *pid > 0).map(Process)
    }

    fn begin(&self, pid: u32) {
        self.pid.store(pid, Ordering::Relaxed);
        self.starts.fetch_add(1, Ordering::Relaxed);
    }

    /// Its process is about to end: what it used is remembered.
    fn end(&self) {
        let Some(process) = self.process() else { return };
        let us = process.cpu().map_or(0, |cpu| u64::try_from(cpu.as_micros()).unwrap_or(0));
        self.peak_kib.fetch_max(process.peak_kib().unwrap_or(0), Ordering::Relaxed);
        self.pid.store(0, Ordering::Relaxed);
        self.spent_us.fetch_add(us, Ordering::Relaxed);
    }
}

impl Server {
    /// Starts it; it serves a little later.
    ///
    /// # Errors
    /// The program or its log cannot be opened.
    pub fn start(settings: Settings) -> io::Result<Self> {
        let mut server = Self { settings, child: None, watch: Arc::default() };
        server.launch()?;
        Ok(server)
    }

    /// What is known of it from outside.
    #[must_use]
    pub fn watch(&self) -> Arc<Watch> {
        Arc::clone(&self.watch)
    }

    /// How it ended, if it did by itself.
    pub fn ended(&mut self) -> Option<String> {
        let status = self.child.as_mut()?.try_wait().ok()??;
        Some(status.to_string())
    }

    /// Looks after it: tells if it ends by itself, and kills it now and then if `every` is not zero, until it
    /// is to be spared, starting it again each time.
    pub async fn keep(
        mut self,
        every: Duration,
        gateway: Arc<Gateway>,
        events: mpsc::UnboundedSender<Event>,
    ) {
        let mut next_kill = clock::now() + every;
        loop {
            tokio::time::sleep(LOOK_EVERY).await;
            let outcome = if let Some(how) = self.ended() {
                Err(io::Error::other(how))
            } else if every > Duration::ZERO && clock::now() >= next_kill && !self.watch.is_spared()
            {
                next_kill += every;
                self.kill_and_start(&gateway).await
            } else if self.watch.takes_kill() {
                self.kill_and_start(&gateway).await
            } else {
                Ok(())
            };
            if let Err(error) = outcome {
                // The run is over anyway if nobody listens.
                let _over = events.send(Event::Gone(error.to_string()));
                return;
            }
        }
    }

    async fn kill_and_start(&mut self, gateway: &Gateway) -> io::Result<()> {
        self.watch.end();
        if let Some(mut child) = self.child.take() {
            child.kill()?;
            while child.try_wait()?.is_none() {
                tokio::time::sleep(DYING).await;
            }
        }
        tokio::time::sleep(AFTERMATH).await;
        gateway.begin_life();
        self.launch()
    }

    fn launch(&mut self) -> io::Result<()> {
        let Settings { program, data, database_url, listen } = &self.settings;
        let log = log_of(data)?;
        let mut command = Command::new(program);
        command
            .arg("serve")
            .env("RELEVO_DATA", data)
            .env("RELEVO_LISTEN", listen.to_string())
            .env("RELEVO_LOG", "warn")
            .env_remove("RELEVO_PUBLIC_URL")
            .env_remove("DATABASE_URL")
            .current_dir(data)
            .stdin(Stdio::null())
            .stdout(log.try_clone()?)
            .stderr(log);
        if let Some(url) = database_url {
            command.env("DATABASE_URL", url);
        }
        // Ctrl-C ends the run, which still needs its server to come to a good end.
        #[cfg(unix)]
        std::os::unix::process::CommandExt::process_group(&mut command, 0);
        let child = command.spawn()?;
        self.watch.begin(child.id());
        self.child = Some(child);
        Ok(())
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        if let Some(child) = &mut self.child {
            // It may have ended already.
            let _ended = child.kill();
            let _ended = child.wait();
        }
    }
}

fn log_of(data: &Path) -> io::Result<File> {
    OpenOptions::new().create(true).append(true).open(data.join(LOG))
}

/// Lines of a server's log that should not be there, the first of them, and how many there are.
#[must_use]
pub fn complaints(data: &Path) -> (Vec<String>, usize) {
    let log = std::fs::read_to_string(data.join(LOG)).unwrap_or_default();
    let bad = |line: &&str| {
        line.contains("ERROR") || line.contains("panicked") || line.starts_with("relevo: ")
    };
    let all: Vec<&str> = log.lines().filter(bad).collect();
    (all.iter().take(LOG_LINES_MOST).map(|line| (*line).to_owned()).collect(), all.len())
}

/// An address that stays free while the server is down: below the ports that systems give to clients.
///
/// # Errors
/// None is to be had.
pub fn free_address(random: &mut fastrand::Rng) -> io::Result<SocketAddr> {
    std::iter::repeat_with(|| SocketAddr::from((Ipv4Addr::LOCALHOST, random.u16(12_000..32_000))))
        .take(1_000)
        .find(|address| TcpListener::bind(address).is_ok())
        .ok_or_else(|| io::Error::other("no port is free"))
}
