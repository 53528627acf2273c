//! A gateway that has files, and lets the test say how they come.

use std::collections::BTreeMap;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

use bytes::Bytes;
use futures_util::FutureExt;
use futures_util::stream::{self, StreamExt};
use relevo::domain::file::{FileKey, FileRef};
use relevo::domain::identity::Identity;
use relevo::domain::ids::{ChatId, WaId};
use relevo::domain::phone::Phone;
use relevo::gateway::{
    Capabilities, Fetched, Gateway, GatewayError, GroupInfo, LinkState, MemberAction, MemberResult,
    Outbound, Reply,
};
use tokio::sync::{Semaphore, watch};

/// How a file comes.
#[derive(Clone)]
pub enum Comes {
    /// In pieces of so many bytes.
    Whole(Vec<u8>, usize),
    /// So much of it, and then this.
    Breaks(Vec<u8>, GatewayError),
    /// Not at all.
    Not(GatewayError),
    /// Without an end, one zero after the other.
    Endless,
    /// Begins, and then nothing.
    Stalls,
}

pub struct Files {
    pub most: u64,
    comes: Mutex<BTreeMap<FileKey, Comes>>,
    /// How often a file was asked for.
    pub asked: AtomicUsize,
    /// Pieces that were taken of all files.
    pub taken: std::sync::Arc<AtomicUsize>,
    /// One permit lets one file go on; closed, all do.
    pub gate: Semaphore,
    /// How many wait at the gate.
    pub waiting: watch::Sender<usize>,
}

impl Files {
    pub fn new(most: u64) -> Self {
        let gate = Semaphore::new(0);
        gate.close();
        Self { gate, ..Self::gated(most) }
    }

    /// Files wait until the test lets them go on.
    pub fn gated(most: u64) -> Self {
        Self {
            most,
            comes: Mutex::default(),
            asked: AtomicUsize::new(0),
            taken: std::sync::Arc::default(),
            gate: Semaphore::new(0),
            waiting: watch::Sender::new(0),
        }
    }

    pub fn put(&self, file: &FileRef, comes: Comes) {
        self.comes.lock().unwrap().insert(file.key, comes);
    }

    pub fn asked(&self) -> usize {
        self.asked.load(Ordering::SeqCst)
    }

    /// Waits until so many files wait at the gate.
    pub async fn at_the_gate(&self, count: usize) {
        self.waiting.subscribe().wait_for(|waiting| *waiting == count).await.unwrap();
    }

    async fn bring(&self, file: &FileRef) -> Result<Fetched, GatewayError> {
        self.asked.fetch_add(1, Ordering::SeqCst);
        self.waiting.send_modify(|waiting| *waiting += 1);
        if let Ok(permit) = self.gate.acquire().await {
            permit.forget();
        }
        self.waiting.send_modify(|waiting| *waiting -= 1);
        let comes = self.comes.lock().unwrap().get(&file.key).cloned();
        let taken = self.taken.clone();
        let pieces = |bytes: &[u8], size: usize| -> Vec<Result<Bytes, GatewayError>> {
            bytes.chunks(size).map(|piece| Ok(Bytes::copy_from_slice(piece))).collect()
        };
        let bytes = match comes {
            Some(Comes::Whole(bytes, size)) => stream::iter(pieces(&bytes, size)).boxed(),
            Some(Comes::Breaks(bytes, error)) => {
                stream::iter(pieces(&bytes, 1_000).into_iter().chain([Err(error)])).boxed()
            }
            Some(Comes::Not(error)) => return Err(error),
            Some(Comes::Endless) => {
                stream::repeat_with(|| Ok(Bytes::from_static(&[0; 4_096]))).boxed()
            }
            Some(Comes::Stalls) => {
                stream::iter(pieces(&[1; 10], 10)).chain(stream::pending()).boxed()
            }
            None => return Err(GatewayError::Never("no such file".into())),
        };
        let count = move |_: &Result<Bytes, GatewayError>| {
            taken.fetch_add(1, Ordering::SeqCst);
        };
        Ok(Fetched { mime: None, bytes: bytes.inspect(count).boxed() })
    }
}

fn not_here<'a, T>() -> Reply<'a, T>
where
    T: Send + 'a,
{
    std::future::ready(Err(GatewayError::Never("only files".into()))).boxed()
}

impl Gateway for Files {
    fn capabilities(&self) -> Capabilities {
        Capabilities { file_most: self.most, ..Capabilities::ALL }
    }

    fn fetch<'a>(&'a self, file: &'a FileRef) -> Reply<'a, Fetched> {
        self.bring(file).boxed()
    }

    fn send<'a>(&'a self, _: &'a Outbound) -> Reply<'a, WaId> {
        not_here()
    }

    fn mark_read<'a>(&'a self, _: &'a ChatId, _: &'a [WaId]) -> Reply<'a, ()> {
        not_here()
    }

    fn show_typing<'a>(&'a self, _: &'a ChatId, _: bool) -> Reply<'a, ()> {
        not_here()
    }

    fn look_up<'a>(&'a self, _: &'a Phone) -> Reply<'a, Option<Identity>> {
        not_here()
    }

    fn create_group<'a>(&'a self, _: &'a str, _: &'a [Identity]) -> Reply<'a, GroupInfo> {
        not_here()
    }

    fn groups(&self) -> Reply<'_, Vec<GroupInfo>> {
        not_here()
    }

    fn group<'a>(&'a self, _: &'a ChatId) -> Reply<'a, Option<GroupInfo>> {
        not_here()
    }

    fn change_member<'a>(
        &'a self,
        _: &'a ChatId,
        _: &'a Identity,
        _: MemberAction,
    ) -> Reply<'a, MemberResult> {
        not_here()
    }

    fn invite_link<'a>(&'a self, _: &'a ChatId) -> Reply<'a, String> {
        not_here()
    }

    fn rename_group<'a>(&'a self, _: &'a ChatId, _: &'a str) -> Reply<'a, ()> {
        not_here()
    }

    fn leave_group<'a>(&'a self, _: &'a ChatId) -> Reply<'a, ()> {
        not_here()
    }

    fn own(&self) -> Reply<'_, Identity> {
        not_here()
    }

    fn link_state(&self) -> Reply<'_, LinkState> {
        not_here()
    }

    fn connect(&self) -> Reply<'_, LinkState> {
        not_here()
    }
}
