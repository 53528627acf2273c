//! The courier of a line: drains the outbox through the gateway. What goes next, and what becomes of a
//! failure, is decided in [`domain::courier`](crate::domain::courier).

use std::collections::BTreeMap;
use std::panic::AssertUnwindSafe;
use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::Duration;

use actix::{Actor, ActorContext, AsyncContext, Context, Handler, Message, SpawnHandle};
use futures_util::FutureExt;
use tokio::sync::oneshot;

use super::{Gateway, GatewayError, dispatch};
use crate::domain::cargo::Cargo;
use crate::domain::courier::Courier;
use crate::domain::file::FileRef;
use crate::domain::ids::{ChatId, SendId, WaId};
use crate::domain::inbound::Connection;
use crate::domain::message::{OfferOver, SettleLetter};
use crate::domain::outcome::{Hint, Letter, Outcome};
use crate::engine::actor::NewSettings;
use crate::engine::house::House;

/// The actor around the courier's rules.
pub struct CourierActor {
    courier: Courier,
    gateway: Arc<dyn Gateway>,
    house: Arc<House>,
    alarm: Option<SpawnHandle>,
    /// View-once files that have been carried: their bytes go when that is on disk.
    once: BTreeMap<SendId, FileRef>,
    /// Who waits for the last message under way; nothing new is begun meanwhile.
    resting: Option<oneshot::Sender<()>>,
}

impl CourierActor {
    /// A courier for this gateway.
    #[must_use]
    pub fn new(courier: Courier, gateway: Arc<dyn Gateway>, house: Arc<House>) -> Self {
        Self { courier, gateway, house, alarm: None, once: BTreeMap::new(), resting: None }
    }

    /// Sends what may be sent now.
    fn pump(&mut self, ctx: &mut Context<Self>) {
        self.house.outbox.store(self.courier.backlog(), Ordering::Relaxed);
        if self.resting.is_some() {
            if self.courier.under_way() == 0
                && let Some(rested) = self.resting.take()
            {
                // Whoever asked may have lost patience.
                let _gone = rested.send(());
                ctx.stop();
            }
            return;
        }
        let now = self.house.clock.now();
        for letter in self.courier.next(now) {
            // Not in the actor's own context, which looks at all that it waits for at each wake.
            let (gateway, house, courier) =
                (Arc::clone(&self.gateway), self.house.clone(), ctx.address());
            actix::spawn(async move {
                let (id, chat) = (letter.id, letter.chat.clone());
                let once = match &letter.cargo {
                    Some(Cargo::File { file, view_once: true, .. }) => Some(file.clone()),
                    _ => None,
                };
                let leaving = dispatch::send(&*gateway, &house, letter);
                match AssertUnwindSafe(leaving).catch_unwind().await {
                    Ok(result) => {
                        courier.do_send(Delivered { id, chat, once, result });
                    }
                    Err(_panic) => house.fail("a gateway panicked while it sent a message"),
                }
            });
        }
        if let Some(alarm) = self.alarm.take() {
            ctx.cancel_future(alarm);
        }
        if let Some(at) = self.courier.next_deadline(now) {
            let wait = u64::try_from(at.since(now)).unwrap_or(0).max(1);
            self.alarm = Some(ctx.run_later(Duration::from_millis(wait), |courier, ctx| {
                courier.alarm = None;
                courier.pump(ctx);
            }));
        }
    }

    fn settle(&mut self, delivered: Delivered, ctx: &mut Context<Self>) {
        let Delivered { id, chat, once, result } = delivered;
        if let (Some(file), Ok(_)) = (once, &result) {
            self.once.insert(id, file);
        }
        let now = self.house.clock.now();
        let outcome = match result {
            Ok(wa_id) => self.courier.sent(&chat, id, wa_id, now),
            Err(error) => {
                tracing::warn!(line.id = self.house.line.0, send.id = id.0, %error, "a message was not sent");
                self.courier.failed(&chat, id, &error, now)
            }
        };
        self.carry_out(outcome);
        self.pump(ctx);
    }

    /// Journal first, then the other owners.
    fn carry_out(&self, mut outcome: Outcome) {
        let tells = std::mem::take(&mut outcome.tells);
        self.house.submit(outcome);
        for tell in tells {
            self.house.tell(tell);
        }
    }
}

impl Actor for CourierActor {
    type Context = Context<Self>;

    fn started(&mut self, ctx: &mut Context<Self>) {
        ctx.set_mailbox_capacity(1 << 16);
        self.pump(ctx);
    }
}

impl Drop for CourierActor {
    fn drop(&mut self) {
        if std::thread::panicking() {
            self.house.fail("the courier panicked");
        }
    }
}

/// What became of a message on its way.
struct Delivered {
    id: SendId,
    chat: ChatId,
    /// The file, where it was to be opened once.
    once: Option<FileRef>,
    result: Result<WaId, GatewayError>,
}

impl Message for Delivered {
    type Result = ();
}

impl Handler<Delivered> for CourierActor {
    type Result = ();

    fn handle(&mut self, msg: Delivered, ctx: &mut Context<Self>) {
        self.settle(msg, ctx);
    }
}

/// Messages that are on disk and may leave.
pub struct Queue(pub Vec<Letter>);

impl Message for Queue {
    type Result = ();
}

impl Handler<Queue> for CourierActor {
    type Result = ();

    fn handle(&mut self, msg: Queue, ctx: &mut Context<Self>) {
        let merged = self.courier.queue(msg.0);
        self.carry_out(merged);
        self.pump(ctx);
    }
}

/// Messages that are on disk as sent: what follows them in their chats may leave.
pub struct Recorded(pub Vec<(ChatId, SendId)>);

impl Message for Recorded {
    type Result = ();
}

impl Handler<Recorded> for CourierActor {
    type Result = ();

    fn handle(&mut self, msg: Recorded, ctx: &mut Context<Self>) {
        for (chat, send) in msg.0 {
            self.courier.recorded(&chat, send);
            if let Some(file) = self.once.remove(&send) {
                let house = self.house.clone();
                actix::spawn(async move { house.media.used(&house, &file).await });
            }
        }
        self.pump(ctx);
    }
}

/// Begin nothing new; the answer comes when nothing is under way any more.
pub struct Rest(pub oneshot::Sender<()>);

impl Message for Rest {
    type Result = ();
}

impl Handler<Rest> for CourierActor {
    type Result = ();

    fn handle(&mut self, msg: Rest, ctx: &mut Context<Self>) {
        self.resting = Some(msg.0);
        self.pump(ctx);
    }
}

/// The line's connection changed.
pub struct Link(pub Connection);

impl Message for Link {
    type Result = ();
}

impl Handler<Link> for CourierActor {
    type Result = ();

    fn handle(&mut self, msg: Link, ctx: &mut Context<Self>) {
        self.courier.connection(msg.0, self.house.clock.now());
        self.pump(ctx);
    }
}

impl Handler<NewSettings> for CourierActor {
    type Result = ();

    fn handle(&mut self, msg: NewSettings, ctx: &mut Context<Self>) {
        self.courier.change_settings(&msg.0);
        self.pump(ctx);
    }
}

/// Look whether something may be sent.
pub struct Nudge;

impl Message for Nudge {
    type Result = ();
}

impl Handler<Nudge> for CourierActor {
    type Result = ();

    fn handle(&mut self, _: Nudge, ctx: &mut Context<Self>) {
        self.pump(ctx);
    }
}

impl Handler<OfferOver> for CourierActor {
    type Result = ();

    fn handle(&mut self, msg: OfferOver, ctx: &mut Context<Self>) {
        let outcome = self.courier.offer_over(msg);
        self.carry_out(outcome);
        self.pump(ctx);
    }
}

impl Handler<SettleLetter> for CourierActor {
    type Result = ();

    fn handle(&mut self, msg: SettleLetter, ctx: &mut Context<Self>) {
        let outcome = self.courier.settle_letter(msg);
        self.carry_out(outcome);
        self.pump(ctx);
    }
}

/// What may be shown on WhatsApp, and may as well be lost.
pub struct Hints(pub Vec<Hint>);

impl Message for Hints {
    type Result = ();
}

impl Handler<Hints> for CourierActor {
    type Result = ();

    fn handle(&mut self, msg: Hints, _: &mut Context<Self>) {
        for hint in msg.0 {
            let gateway = Arc::clone(&self.gateway);
            actix::spawn(async move { dispatch::show(&*gateway, hint).await });
        }
    }
}
