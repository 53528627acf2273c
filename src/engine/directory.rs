//! The owners' addresses. Only a look-up: who owns what is the owners' affair.

use std::sync::{Arc, OnceLock};

use actix::{Actor, Addr, ArbiterHandle};
use dashmap::DashMap;

use super::actor::{NewSettings, Owner, Resume, Shell, Wake};
use super::house::{House, LineAddr};
use crate::domain::agent::Agent;
use crate::domain::courier::Courier;
use crate::domain::ids::{AgentId, GroupId, SlotId, Timestamp};
use crate::domain::intake::Intake;
use crate::domain::main_group::MainGroup;
use crate::domain::message::{
    CustomerForgotten, Tell, ToAgent, ToCourier, ToGroup, ToIntake, ToLine, ToProvisioning, ToSlot,
    ToSupervisor,
};
use crate::domain::owners::Owners;
use crate::domain::provisioning::Provisioning;
use crate::domain::settings::LineSettings;
use crate::domain::slot::Slot;
use crate::domain::supervisor::Supervisor;
use crate::gateway::courier::{CourierActor, Nudge};

/// The owners of which a line has one each.
struct Single {
    line: LineAddr,
    intake: Addr<Shell<Intake>>,
    supervisor: Addr<Shell<Supervisor>>,
    provisioning: Addr<Shell<Provisioning>>,
    courier: Addr<CourierActor>,
}

/// The addresses of one line's owners, in one epoch.
pub struct Directory {
    arbiter: ArbiterHandle,
    single: OnceLock<Single>,
    groups: DashMap<GroupId, Addr<Shell<MainGroup>>>,
    agents: DashMap<AgentId, Addr<Shell<Agent>>>,
    slots: DashMap<SlotId, SlotPlace>,
}

/// A slot: there are as many as personal groups, and most have nothing to do.
enum SlotPlace {
    /// Nobody has needed it yet: no actor, no mailbox.
    Asleep(Box<Slot>),
    /// It has an actor.
    Awake(Addr<Shell<Slot>>),
}

/// Sends, unless the owner is gone.
macro_rules! send {
    ($addr:expr, $($message:expr),+) => {{
        let addr = $addr;
        let there = addr.connected();
        if there { $(addr.do_send($message);)+ }
        there
    }};
}

impl Directory {
    /// An empty directory whose owners will live on this arbiter.
    #[must_use]
    pub fn new(arbiter: ArbiterHandle) -> Self {
        Self {
            arbiter,
            single: OnceLock::new(),
            groups: DashMap::new(),
            agents: DashMap::new(),
            slots: DashMap::new(),
        }
    }

    /// Starts all owners of a line, then gives each what it left unfinished.
    pub fn start(
        &self,
        owners: Owners,
        courier: impl FnOnce(Courier) -> CourierActor + Send + 'static,
        house: &Arc<House>,
        now: Timestamp,
    ) {
        let mut owners = owners;
        let unfinished = owners.resume(now);
        let Owners {
            line,
            intake,
            groups,
            agents,
            slots,
            supervisor,
            provisioning,
            courier: letters,
        } = owners;
        for group in groups.into_values() {
            self.start_group(group, house);
        }
        for agent in agents.into_values() {
            self.start_agent(agent, house);
        }
        for slot in slots.into_values() {
            self.start_slot(slot, house);
        }
        let single = Single {
            line: self.begin(line, house),
            intake: self.begin(intake, house),
            supervisor: self.begin(supervisor, house),
            provisioning: self.begin(provisioning, house),
            courier: CourierActor::start_in_arbiter(&self.arbiter, move |_| courier(letters)),
        };
        // The resumption goes through provisioning's mailbox, behind which all owners have started.
        let resume = single.provisioning.clone();
        if self.single.set(single).is_err() {
            tracing::error!(line.id = house.line.0, "a line was started twice");
            return;
        }
        resume.do_send(Resume(unfinished));
        self.wake_all();
    }

    /// Whether all owners of the line have been started.
    #[must_use]
    pub fn is_whole(&self) -> bool {
        self.single.get().is_some()
    }

    /// Gives a message to its owner; `false` if the owner is gone.
    pub fn tell(&self, tell: Tell, house: &Arc<House>) -> bool {
        match tell {
            Tell::StartGroup(group) => self.start_group(*group, house),
            Tell::StartAgent(agent) => self.start_agent(*agent, house),
            Tell::StartSlot(slot) => self.start_slot(*slot, house),
            Tell::Line(msg) => {
                let Some(single) = self.single.get() else { return false };
                return match msg {
                    ToLine::Place(m) => send!(&single.line, m),
                    ToLine::HandOver(m) => send!(&single.line, m),
                    ToLine::Moved(m) => send!(&single.line, m),
                    ToLine::ActOnCase(m) => send!(&single.line, m),
                    ToLine::AgentKnown(m) => send!(&single.line, m),
                    ToLine::ChatOwned(m) => send!(&single.line, m),
                    ToLine::CopyKnown(m) => send!(&single.line, m),
                    ToLine::AgentForgotten(m) => send!(&single.line, m),
                    ToLine::ChatReleased(m) => send!(&single.line, m),
                    ToLine::PlaceClosed(m) => send!(&single.line, m),
                    ToLine::Classified(m) => send!(&single.line, m),
                    ToLine::Give(m) => send!(&single.line, m),
                    ToLine::Proclaim(m) => send!(&single.line, m),
                    ToLine::ReturnToShift(m) => send!(&single.line, m),
                    ToLine::AgentStands(m) => send!(&single.line, m),
                    ToLine::MemberStands(m) => send!(&single.line, m),
                    ToLine::PlaceLabelled(m) => send!(&single.line, m),
                    ToLine::TendCustomer(m) => send!(&single.line, m),
                    ToLine::MergeCustomers(m) => send!(&single.line, m),
                    ToLine::EraseCustomer(m) => send!(&single.line, m),
                    ToLine::LetGone(m) => send!(&single.line, m),
                    ToLine::OpenTicket(m) => send!(&single.line, m),
                    ToLine::BlockCustomer(m) => send!(&single.line, m),
                    ToLine::LiftBlock(m) => send!(&single.line, m),
                    ToLine::WhereTo(m) => send!(&single.line, m),
                    ToLine::GroupNamed(m) => send!(&single.line, m),
                    ToLine::Survey(m) => send!(&single.line, m),
                    ToLine::RatingStands(m) => send!(&single.line, m),
                    ToLine::LinkIs(m) => send!(&single.line, m),
                };
            }
            Tell::Intake(msg) => {
                let Some(single) = self.single.get() else { return false };
                return match msg {
                    ToIntake::CustomerWrote(m) => send!(&single.intake, m),
                    ToIntake::CustomerChanged(m) => send!(&single.intake, m),
                    ToIntake::Placed(m) => send!(&single.intake, m),
                    ToIntake::PlacesReady(m) => send!(&single.intake, m),
                    ToIntake::Ordered(m) => send!(&single.intake, m),
                    ToIntake::LetGo(m) => send!(&single.intake, m),
                    ToIntake::Silenced(m) => send!(&single.intake, m),
                };
            }
            Tell::Group(id, msg) => {
                let Some(group) = self.groups.get(&id) else { return false };
                return match msg {
                    ToGroup::NewTicket(m) => send!(group.value(), m),
                    ToGroup::CustomerWrote(m) => send!(group.value(), m),
                    ToGroup::CustomerChanged(m) => send!(group.value(), m),
                    ToGroup::GroupWrote(m) => send!(group.value(), m),
                    ToGroup::Claim(m) => send!(group.value(), m),
                    ToGroup::ActOnCase(m) => send!(group.value(), m),
                    ToGroup::SeatRefused(m) => send!(group.value(), m),
                    ToGroup::PassOn(m) => send!(group.value(), m),
                    ToGroup::TakeTicket(m) => send!(group.value(), m),
                    ToGroup::Raise(m) => send!(group.value(), m),
                    ToGroup::CaseTaken(m) => send!(group.value(), m),
                    ToGroup::CaseEnded(m) => send!(group.value(), m),
                    ToGroup::PostExpected(m) => send!(group.value(), m),
                    ToGroup::Posted(m) => send!(group.value(), m),
                    ToGroup::PostLost(m) => send!(group.value(), m),
                    ToGroup::ChatReady(m) => send!(group.value(), m),
                    ToGroup::RetireGroup(m) => send!(group.value(), m),
                    ToGroup::Classified(m) => send!(group.value(), m),
                    ToGroup::Pressing(m) => send!(group.value(), m),
                    ToGroup::StaffStands(m) => send!(group.value(), m),
                    ToGroup::Survey(m) => send!(group.value(), m),
                    ToGroup::HandRaised(m) => send!(group.value(), m),
                    ToGroup::NobodyThere(m) => send!(group.value(), m),
                };
            }
            Tell::Agent(id, msg) => {
                let Some(agent) = self.agents.get(&id) else { return false };
                return match msg {
                    ToAgent::SeatWanted(m) => send!(agent.value(), m),
                    ToAgent::CaseEnded(m) => send!(agent.value(), m),
                    ToAgent::Ready(m) => send!(agent.value(), m),
                    ToAgent::SlotUsable(m) => send!(agent.value(), m),
                    ToAgent::NumberChecked(m) => send!(agent.value(), m),
                    ToAgent::EditAgent(m) => send!(agent.value(), m),
                    ToAgent::Lowered(m) => send!(agent.value(), m),
                    ToAgent::RoomGone(m) => send!(agent.value(), m),
                    ToAgent::Unbound(m) => send!(agent.value(), m),
                    ToAgent::RemoveAgent(m) => send!(agent.value(), m),
                    ToAgent::Survey(m) => send!(agent.value(), m),
                };
            }
            Tell::Slot(id, msg) => {
                let Some(slot) = self.slot(id, house) else { return false };
                return match msg {
                    ToSlot::TakeCase(m) => send!(slot, m),
                    ToSlot::CustomerWrote(m) => send!(slot, m),
                    ToSlot::GroupWrote(m) => send!(slot, m),
                    ToSlot::ActOnCase(m) => send!(slot, m),
                    ToSlot::SeatRefused(m) => send!(slot, m),
                    ToSlot::PassOn(m) => send!(slot, m),
                    ToSlot::CustomerChanged(m) => send!(slot, m),
                    ToSlot::GroupChanged(m) => send!(slot, m),
                    ToSlot::CopySent(m) => send!(slot, m),
                    ToSlot::CopyIs(m) => send!(slot, m),
                    ToSlot::DeliveryReport(m) => send!(slot, m),
                    ToSlot::NotDelivered(m) => send!(slot, m),
                    ToSlot::Reworded(m) => send!(slot, m),
                    ToSlot::SettleLetter(m) => send!(slot, m),
                    ToSlot::SomebodyTypes(m) => send!(slot, m),
                    ToSlot::OtherCases(m) => send!(slot, m),
                    ToSlot::ChatReady(m) => send!(slot, m),
                    ToSlot::SlotLeft(m) => send!(slot, m),
                    ToSlot::Classified(m) => send!(slot, m),
                    ToSlot::AgentGone(m) => send!(slot, m),
                    ToSlot::ShiftEnding(m) => send!(slot, m),
                    ToSlot::ShiftOver(m) => send!(slot, m),
                    ToSlot::Directions(m) => send!(slot, m),
                    ToSlot::LinkIs(m) => send!(slot, m),
                    ToSlot::WarningIs(m) => send!(slot, m),
                };
            }
            Tell::Supervisor(msg) => {
                let Some(single) = self.single.get() else { return false };
                return match msg {
                    ToSupervisor::GroupWrote(m) => send!(&single.supervisor, m),
                    ToSupervisor::Overdue(m) => send!(&single.supervisor, m),
                    ToSupervisor::Raise(m) => send!(&single.supervisor, m),
                    ToSupervisor::Resolved(m) => send!(&single.supervisor, m),
                    ToSupervisor::Availability(m) => send!(&single.supervisor, m),
                    ToSupervisor::ChatReady(m) => send!(&single.supervisor, m),
                    ToSupervisor::ChatRetired(m) => send!(&single.supervisor, m),
                    ToSupervisor::Order(m) => send!(&single.supervisor, m),
                    ToSupervisor::Denied(m) => send!(&single.supervisor, m),
                    ToSupervisor::Granted(m) => send!(&single.supervisor, m),
                    ToSupervisor::LinkIs(m) => send!(&single.supervisor, m),
                    ToSupervisor::OtherLine(m) => send!(&single.supervisor, m),
                    ToSupervisor::AgentForgotten(m) => send!(&single.supervisor, m),
                };
            }
            Tell::Provisioning(msg) => {
                let Some(single) = self.single.get() else { return false };
                return match msg {
                    ToProvisioning::SlotsWanted(m) => send!(&single.provisioning, m),
                    ToProvisioning::CallDone(m) => send!(&single.provisioning, m),
                    ToProvisioning::AgentLeft(m) => send!(&single.provisioning, m),
                    ToProvisioning::RoomFree(m) => send!(&single.provisioning, m),
                    ToProvisioning::MembersChanged(m) => send!(&single.provisioning, m),
                    ToProvisioning::GroupStands(m) => send!(&single.provisioning, m),
                };
            }
            Tell::Courier(msg) => {
                let Some(single) = self.single.get() else { return false };
                return match msg {
                    ToCourier::OfferOver(m) => send!(&single.courier, m),
                    ToCourier::SettleLetter(m) => send!(&single.courier, m),
                };
            }
        }
        true
    }

    /// The line's door.
    #[must_use]
    pub fn line(&self) -> Option<&LineAddr> {
        self.single.get().map(|single| &single.line)
    }

    /// Provisioning.
    #[must_use]
    pub fn provisioning(&self) -> Option<&Addr<Shell<Provisioning>>> {
        self.single.get().map(|single| &single.provisioning)
    }

    /// The courier.
    #[must_use]
    pub fn courier(&self) -> Option<&Addr<CourierActor>> {
        self.single.get().map(|single| &single.courier)
    }

    /// An agent.
    #[must_use]
    pub fn agent(&self, id: AgentId) -> Option<Addr<Shell<Agent>>> {
        self.agents.get(&id).map(|agent| agent.value().clone())
    }

    /// A slot; from now on it has an actor.
    #[must_use]
    pub fn slot(&self, id: SlotId, house: &Arc<House>) -> Option<Addr<Shell<Slot>>> {
        if let SlotPlace::Awake(slot) = self.slots.get(&id)?.value() {
            return Some(slot.clone());
        }
        let mut place = self.slots.get_mut(&id)?;
        let slot = match place.value() {
            SlotPlace::Awake(slot) => return Some(slot.clone()),
            SlotPlace::Asleep(slot) => Slot::clone(slot),
        };
        let slot = self.begin(slot, house);
        *place = SlotPlace::Awake(slot.clone());
        Some(slot)
    }

    /// Everybody has been started, or the clock was moved: all look whether something is due, and set their alarm.
    pub fn wake_all(&self) {
        self.agents.iter().for_each(|agent| agent.value().do_send(Wake));
        self.groups.iter().for_each(|group| group.value().do_send(Wake));
        for slot in self.slots.iter() {
            if let SlotPlace::Awake(slot) = slot.value() {
                slot.do_send(Wake);
            }
        }
        if let Some(line) = self.line() {
            line.do_send(Wake);
        }
        if let Some(single) = self.single.get() {
            single.intake.do_send(Wake);
            single.supervisor.do_send(Wake);
            single.provisioning.do_send(Wake);
            single.courier.do_send(Nudge);
        }
    }

    /// A customer is forgotten: personal groups too forget a case of theirs that was there before.
    pub fn forget_customer(&self, msg: CustomerForgotten) {
        for slot in &self.slots {
            if let SlotPlace::Awake(slot) = slot.value() {
                slot.do_send(msg);
            }
        }
    }

    /// The settings were changed: everybody takes them over.
    pub fn change_settings(&self, settings: &LineSettings) {
        self.agents.iter().for_each(|agent| agent.value().do_send(NewSettings(settings.clone())));
        self.groups.iter().for_each(|group| group.value().do_send(NewSettings(settings.clone())));
        for mut slot in self.slots.iter_mut() {
            match slot.value_mut() {
                SlotPlace::Asleep(slot) => slot.change_settings(settings),
                SlotPlace::Awake(slot) => slot.do_send(NewSettings(settings.clone())),
            }
        }
        if let Some(single) = self.single.get() {
            single.line.do_send(NewSettings(settings.clone()));
            single.intake.do_send(NewSettings(settings.clone()));
            single.supervisor.do_send(NewSettings(settings.clone()));
            single.provisioning.do_send(NewSettings(settings.clone()));
            single.courier.do_send(NewSettings(settings.clone()));
        }
    }

    /// What is unfinished, for the log.
    #[must_use]
    pub fn size(&self) -> usize {
        self.groups.len() + self.agents.len() + self.slots.len()
    }

    fn begin<O: Owner>(&self, owner: O, house: &Arc<House>) -> Addr<Shell<O>> {
        let house = house.clone();
        Shell::start_in_arbiter(&self.arbiter, move |_| Shell::new(owner, house))
    }

    fn start_group(&self, group: MainGroup, house: &Arc<House>) {
        self.groups.insert(group.id, self.begin(group, house));
    }

    fn start_agent(&self, agent: Agent, house: &Arc<House>) {
        self.agents.insert(agent.id, self.begin(agent, house));
    }

    fn start_slot(&self, mut slot: Slot, house: &Arc<House>) {
        // One that was created just now knows nothing of what is set for its line.
        slot.change_settings(&house.settings());
        let id = slot.id;
        let place = match slot.case() {
            Some(_) => SlotPlace::Awake(self.begin(slot, house)),
            None => SlotPlace::Asleep(Box::new(slot)),
        };
        self.slots.insert(id, place);
    }
}
