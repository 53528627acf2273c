//! What a process uses, as Linux tells it; elsewhere nothing is known.

use std::time::Duration;

/// Clock ticks of a second in `/proc`; the same on every Linux that runs this.
const TICKS: u64 = 100;

/// A process, by its number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Process(pub u32);

impl Process {
    /// This one.
    #[must_use]
    pub fn this() -> Self {
        Self(std::process::id())
    }

    /// Its processor time so far, in user and in system.
    #[must_use]
    pub fn cpu(self) -> Option<Duration> {
        let stat = std::fs::read_to_string(format!("/proc/{}/stat", self.0)).ok()?;
        cpu_in(&stat)
    }

    /// Its memory now, in KiB.
    #[must_use]
    pub fn rss_kib(self) -> Option<u64> {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.0)).ok()?;
        kib_in(&status, "VmRSS:")
    }

    /// The most memory it ever had, in KiB.
    #[must_use]
    pub fn peak_kib(self) -> Option<u64> {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.0)).ok()?;
        kib_in(&status, "VmHWM:")
    }
}

fn cpu_in(stat: &str) -> Option<Duration> {
    // The name, in parentheses, may hold anything.
    let (_, rest) = stat.rsplit_once(')')?;
    let mut fields = rest.split_whitespace().skip(11);
    let ticks = fields.next()?.parse::<u64>().ok()? + fields.next()?.parse::<u64>().ok()?;
    Some(Duration::from_millis(ticks * 1_000 / TICKS))
}

fn kib_in(status: &str, name: &str) -> Option<u64> {
    let line = status.lines().find_map(|line| line.strip_prefix(name))?;
    line.trim().strip_suffix(" kB")?.trim().parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_linux_tells_is_read() {
        let stat = "4242 (odd ) name) S 1 4242 4242 0 -1 4194560 100 0 3 0 150 50 0 0 20 0 9 0 1";
        assert_eq!(cpu_in(stat), Some(Duration::from_secs(2)));
        let status = "Name:\trelevo\nVmHWM:\t  20480 kB\nVmRSS:\t   10240 kB\n";
        assert_eq!(kib_in(status, "VmRSS:"), Some(10_240));
        assert_eq!(kib_in(status, "VmHWM:"), Some(20_480));
    }
}
