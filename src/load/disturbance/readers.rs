//! People with the panel open on a bad connection: they take a few hundred bytes of a page in a second, lose
//! patience and open the next one; and pages left open, whose news nobody reads.

use std::io;
use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use serde::{Deserialize, Serialize};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpSocket, TcpStream};
use tokio::task::JoinSet;

/// Sessions; an address may not try more passwords than a few tens in a quarter of an hour.
const SESSIONS: u32 = 4;
/// Pages that are read at the same time in each session.
const PAGES_AT_ONCE: u32 = 4;
/// Pages left open in each session.
const LEFT_OPEN: usize = 8;
/// What is read at once, and how often: 320 bytes a second.
const SIP: usize = 64;
const SIP_EVERY: Duration = Duration::from_millis(200);
/// How long a page is read, at most.
const PATIENCE: Duration = Duration::from_secs(2);
/// What this side's system takes in before it is read: as little as it may.
const WINDOW: u32 = 2_048;
/// The longest page.
const PAGE_MOST: u64 = 4 * 1024 * 1024;
/// The pages that are opened.
const PAGES: [&str; 2] = ["/tickets", "/tablero"];

/// An account of the panel.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Account {
    /// What is typed to sign in.
    pub login: String,
    /// The password.
    pub password: String,
}

/// Shows no secret.
impl std::fmt::Debug for Account {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Account({})", self.login)
    }
}

/// People who are signed in.
#[derive(Debug)]
pub struct Readers {
    server: SocketAddr,
    cookies: Vec<String>,
    count: Arc<Count>,
    at_it: JoinSet<()>,
}

#[derive(Debug, Default)]
struct Count {
    pages: AtomicU64,
    refused: AtomicU64,
}

impl Readers {
    /// Signs in at the panel of the server at `authority`.
    ///
    /// # Errors
    /// The server cannot be reached, or does not let the account in.
    pub async fn sign_in(authority: &str, account: &Account) -> io::Result<Self> {
        let server = tokio::net::lookup_host(authority)
            .await?
            .next()
            .ok_or_else(|| io::Error::other("the server has no address"))?;
        let mut cookies = Vec::new();
        for _ in 0..SESSIONS {
            cookies.push(sign_in(server, account).await?);
        }
        Ok(Self { server, cookies, count: Arc::default(), at_it: JoinSet::new() })
    }

    /// They open pages from now on.
    pub fn begin(&mut self) {
        self.count = Arc::default();
        // Nobody opens a page at the same moment as somebody else.
        let mut wait = Duration::ZERO;
        for cookie in &self.cookies {
            for number in 0..PAGES_AT_ONCE {
                let (server, cookie, count) =
                    (self.server, cookie.clone(), Arc::clone(&self.count));
                wait += PATIENCE / (SESSIONS * PAGES_AT_ONCE);
                self.at_it.spawn(async move {
                    tokio::time::sleep(wait).await;
                    let first = usize::from(number % 2 == 1);
                    for page in PAGES.iter().cycle().skip(first) {
                        if sip(server, page, &cookie, &count).await.is_err() {
                            count.refused.fetch_add(1, Ordering::Relaxed);
                            tokio::time::sleep(SIP_EVERY).await;
                        }
                    }
                });
            }
            for _ in 0..LEFT_OPEN {
                let (server, cookie, count) =
                    (self.server, cookie.clone(), Arc::clone(&self.count));
                self.at_it.spawn(async move {
                    match open(server, "/eventos", &cookie).await {
                        Ok(_unread) => std::future::pending().await,
                        Err(_) => count.refused.fetch_add(1, Ordering::Relaxed),
                    };
                });
            }
        }
    }

    /// They close everything. How many pages they read some of, and how many they were not given.
    pub fn end(&mut self) -> (u64, u64) {
        self.at_it.abort_all();
        let Count { pages, refused } = &*self.count;
        (pages.load(Ordering::Relaxed), refused.load(Ordering::Relaxed))
    }
}

/// Reads some of a page.
async fn sip(server: SocketAddr, page: &str, cookie: &str, count: &Count) -> io::Result<()> {
    let mut stream = open(server, page, cookie).await?;
    let mut bytes = [0; SIP];
    stream.read_exact(&mut bytes).await?;
    if !bytes.starts_with(b"HTTP/1.1 200") {
        return Err(io::Error::other("the page was not given"));
    }
    count.pages.fetch_add(1, Ordering::Relaxed);
    let reading = async {
        while stream.read_exact(&mut bytes).await.is_ok() {
            tokio::time::sleep(SIP_EVERY).await;
        }
    };
    let _impatient = tokio::time::timeout(PATIENCE, reading).await;
    Ok(())
}

async fn open(server: SocketAddr, page: &str, cookie: &str) -> io::Result<TcpStream> {
    let request = format!(
        "GET {page} HTTP/1.1\r\nHost: {server}\r\nCookie: {cookie}\r\nConnection: close\r\n\r\n"
    );
    ask(server, &request).await
}

async fn ask(server: SocketAddr, request: &str) -> io::Result<TcpStream> {
    let socket = if server.is_ipv4() { TcpSocket::new_v4() } else { TcpSocket::new_v6() }?;
    socket.set_recv_buffer_size(WINDOW)?;
    let mut stream = socket.connect(server).await?;
    stream.write_all(request.as_bytes()).await?;
    Ok(stream)
}

/// The cookie of a new session.
async fn sign_in(server: SocketAddr, account: &Account) -> io::Result<String> {
    let gate = all(open(server, "/login", "").await?).await?;
    let door = cookie(&gate).unwrap_or_default();
    let form = gate.split("name=\"csrf\" value=\"").nth(1).and_then(|rest| rest.split('"').next());
    let form = form.ok_or_else(|| io::Error::other("the log-in page has no form"))?;
    // Nothing in these that a form would write otherwise.
    let body = format!("csrf={form}&usuario={}&clave={}", account.login, account.password);
    let request = format!(
        "POST /login HTTP/1.1\r\nHost: {server}\r\nCookie: {door}\r\nConnection: close\r\n\
         Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {}\r\n\r\n{body}",
        body.len()
    );
    let answer = all(ask(server, &request).await?).await?;
    let refused = || {
        let status = answer.lines().next().unwrap_or_default();
        io::Error::other(format!("{} cannot sign in: {status}", account.login))
    };
    cookie(&answer).ok_or_else(refused)
}

async fn all(stream: TcpStream) -> io::Result<String> {
    let mut answer = Vec::new();
    stream.take(PAGE_MOST).read_to_end(&mut answer).await?;
    Ok(String::from_utf8_lossy(&answer).into_owned())
}

/// The first cookie that an answer sets, as it is to be presented.
fn cookie(answer: &str) -> Option<String> {
    let (head, _) = answer.split_once("\r\n\r\n")?;
    head.lines().find_map(|line| {
        let (name, value) = line.split_once(':')?;
        let pair = value.split(';').next()?.trim();
        name.eq_ignore_ascii_case("set-cookie").then(|| pair.to_owned())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_cookie_of_an_answer_is_found() {
        let answer = "HTTP/1.1 303 See Other\r\nlocation: /tablero\r\n\
                      set-cookie: relevo_sesion=abc; HttpOnly; Path=/\r\n\r\nset-cookie: no=no";
        assert_eq!(cookie(answer).as_deref(), Some("relevo_sesion=abc"));
        assert_eq!(cookie("HTTP/1.1 422 Unprocessable\r\ncontent-length: 0\r\n\r\n"), None);
    }
}
