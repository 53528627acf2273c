//! The shell around an owner: receives, calls, carries the outcome out. The only place with the order
//! «journal first, then the other owners»; what leaves the house waits for the journal's verdict.

use actix::{Actor, AsyncContext, Context, Handler, Message, SpawnHandle};
use std::sync::Arc;
use std::time::Duration;

use super::house::House;
use crate::domain::agent::Agent;
use crate::domain::ids::Timestamp;
use crate::domain::intake::Intake;
use crate::domain::line::Line;
use crate::domain::main_group::MainGroup;
use crate::domain::outcome::Outcome;
use crate::domain::provisioning::Provisioning;
use crate::domain::settings::LineSettings;
use crate::domain::slot::Slot;
use crate::domain::supervisor::Supervisor;
use crate::gateway::courier::Hints;

/// An owner of the core, as far as its shell needs to know it.
pub trait Owner: Send + Unpin + 'static {
    /// When it wants to be woken, if nothing happens first.
    fn next_deadline(&self) -> Option<Timestamp> {
        None
    }

    /// Does what is due.
    fn wake(&mut self, now: Timestamp) -> Outcome {
        let _ = now;
        Outcome::default()
    }

    /// The settings of the line were changed.
    fn change_settings(&mut self, settings: LineSettings) {
        let _ = settings;
    }
}

impl Owner for Line {
    fn next_deadline(&self) -> Option<Timestamp> {
        Line::next_deadline(self)
    }
    fn wake(&mut self, now: Timestamp) -> Outcome {
        Line::wake(self, now)
    }
    fn change_settings(&mut self, settings: LineSettings) {
        Line::change_settings(self, settings);
    }
}
impl Owner for Intake {
    fn change_settings(&mut self, settings: LineSettings) {
        Intake::change_settings(self, settings);
    }
}
impl Owner for Agent {
    fn next_deadline(&self) -> Option<Timestamp> {
        Agent::next_deadline(self)
    }
    fn wake(&mut self, now: Timestamp) -> Outcome {
        Agent::wake(self, now)
    }
    fn change_settings(&mut self, settings: LineSettings) {
        Agent::change_settings(self, &settings);
    }
}
impl Owner for Slot {
    fn next_deadline(&self) -> Option<Timestamp> {
        Slot::next_deadline(self)
    }
    fn wake(&mut self, now: Timestamp) -> Outcome {
        Slot::wake(self, now)
    }
    fn change_settings(&mut self, settings: LineSettings) {
        Slot::change_settings(self, &settings);
    }
}
impl Owner for MainGroup {
    fn next_deadline(&self) -> Option<Timestamp> {
        MainGroup::next_deadline(self)
    }
    fn wake(&mut self, now: Timestamp) -> Outcome {
        MainGroup::wake(self, now)
    }
    fn change_settings(&mut self, settings: LineSettings) {
        MainGroup::change_settings(self, settings);
    }
}
impl Owner for Supervisor {
    fn next_deadline(&self) -> Option<Timestamp> {
        Supervisor::next_deadline(self)
    }
    fn wake(&mut self, now: Timestamp) -> Outcome {
        Supervisor::wake(self, now)
    }
    fn change_settings(&mut self, settings: LineSettings) {
        Supervisor::change_settings(self, &settings);
    }
}
impl Owner for Provisioning {
    fn next_deadline(&self) -> Option<Timestamp> {
        Provisioning::next_deadline(self)
    }
    fn wake(&mut self, now: Timestamp) -> Outcome {
        Provisioning::wake(self, now)
    }
    fn change_settings(&mut self, settings: LineSettings) {
        Provisioning::change_settings(self, settings);
    }
}

/// An owner, living in an actor.
pub struct Shell<O: Owner> {
    /// The owner.
    pub owner: O,
    /// The line that it belongs to; shared, for there are as many owners as personal groups.
    pub house: Arc<House>,
    alarm: Option<(Timestamp, SpawnHandle)>,
}

impl<O: Owner> Shell<O> {
    /// Gives an owner its shell.
    pub fn new(owner: O, house: Arc<House>) -> Self {
        Self { owner, house, alarm: None }
    }

    /// Carries an outcome out and goes on with the next message. The journal has one queue, and messages
    /// to other owners are sent after the change behind them was queued: causes commit before
    /// consequences, although nobody here waits for the disk.
    pub fn settle(&mut self, mut outcome: Outcome, ctx: &mut Context<Self>) {
        if let Some(fault) = outcome.fault {
            self.house.fail(fault);
            return;
        }
        let tells = std::mem::take(&mut outcome.tells);
        let lookups = std::mem::take(&mut outcome.lookups);
        let hints = std::mem::take(&mut outcome.hints);
        let asks = std::mem::take(&mut outcome.asks);
        self.house.submit(outcome);
        for tell in tells {
            self.house.tell(tell);
        }
        if !hints.is_empty()
            && let Some(courier) = self.house.directory.courier()
        {
            courier.do_send(Hints(hints));
        }
        for asked in asks {
            self.house.classifier.ask(&self.house, asked);
        }
        for asked in lookups {
            // Not in the actor's own context, which looks at all that it waits for at each wake.
            let house = self.house.clone();
            actix::spawn(async move {
                match house.find_customer(asked).await {
                    Ok(found) => house.tell_line(found),
                    Err(error) => house.fail(&error),
                }
            });
        }
        self.set_alarm(ctx);
    }

    /// One timer per owner, set to its next deadline. One that is set too early is left: waking for nothing
    /// is cheaper than a new timer whenever a deadline goes away.
    fn set_alarm(&mut self, ctx: &mut Context<Self>) {
        let Some(at) = self.owner.next_deadline() else { return };
        if self.alarm.as_ref().is_none_or(|(set, _)| *set > at) {
            if let Some((_, handle)) = self.alarm.take() {
                ctx.cancel_future(handle);
            }
            let wait = u64::try_from(at.since(self.house.clock.now())).unwrap_or(0);
            let handle = ctx.run_later(Duration::from_millis(wait), |shell, ctx| {
                shell.alarm = None;
                ctx.notify(Wake);
            });
            self.alarm = Some((at, handle));
        }
    }
}

impl<O: Owner> Actor for Shell<O> {
    type Context = Context<Self>;

    fn started(&mut self, ctx: &mut Context<Self>) {
        // The engine bounds what is under way at its edge; inside, a message is never refused.
        ctx.set_mailbox_capacity(1 << 16);
        // What is overdue waits until everybody of the line is there to be told of it: see `Directory::start`.
        if self.house.directory.is_whole() {
            self.set_alarm(ctx);
        }
    }
}

impl<O: Owner> Drop for Shell<O> {
    fn drop(&mut self) {
        // actix takes a panicking actor down silently; its line has to be rebuilt from the store.
        if std::thread::panicking() {
            self.house.fail("an owner panicked");
        }
    }
}

/// Look whether something is due.
#[derive(Debug, Clone, Copy)]
pub struct Wake;

impl Message for Wake {
    type Result = ();
}

impl<O: Owner> Handler<Wake> for Shell<O> {
    type Result = ();

    fn handle(&mut self, _: Wake, ctx: &mut Context<Self>) {
        // The clock may have been moved: the alarm's real time says nothing.
        if let Some((_, handle)) = self.alarm.take() {
            ctx.cancel_future(handle);
        }
        let outcome = self.owner.wake(self.house.clock.now());
        self.settle(outcome, ctx);
    }
}

/// The settings of the line were changed.
#[derive(Debug, Clone)]
pub struct NewSettings(pub LineSettings);

impl Message for NewSettings {
    type Result = ();
}

impl<O: Owner> Handler<NewSettings> for Shell<O> {
    type Result = ();

    fn handle(&mut self, msg: NewSettings, ctx: &mut Context<Self>) {
        self.owner.change_settings(msg.0);
        self.set_alarm(ctx);
    }
}

/// What an owner left unfinished, given to it once everybody is there.
pub struct Resume(pub Outcome);

impl Message for Resume {
    type Result = ();
}

impl<O: Owner> Handler<Resume> for Shell<O> {
    type Result = ();

    fn handle(&mut self, msg: Resume, ctx: &mut Context<Self>) {
        self.settle(msg.0, ctx);
    }
}
