//! All owners of a line in one hand: the messages of the house delivered one at a time. The engine gives
//! each owner an actor of its own instead; the simulation and the benches use this.

use std::collections::BTreeMap;

use super::agent::Agent;
use super::courier::Courier;
use super::ids::{AgentId, GroupId, SlotId, Timestamp};
use super::intake::Intake;
use super::line::Line;
use super::main_group::MainGroup;
use super::message::{
    Tell, ToAgent, ToCourier, ToGroup, ToIntake, ToLine, ToProvisioning, ToSlot, ToSupervisor,
};
use super::outcome::Outcome;
use super::provisioning::Provisioning;
use super::slot::Slot;
use super::supervisor::Supervisor;

/// The owners of a line, ready to run.
#[derive(Debug, Clone, PartialEq)]
#[allow(missing_docs, reason = "each field is the owner of that name")]
pub struct Owners {
    pub line: Line,
    pub intake: Intake,
    pub groups: BTreeMap<GroupId, MainGroup>,
    pub agents: BTreeMap<AgentId, Agent>,
    pub slots: BTreeMap<SlotId, Slot>,
    pub supervisor: Supervisor,
    pub provisioning: Provisioning,
    pub courier: Courier,
}

/// Who a message is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(missing_docs, reason = "each variant is the owner of that name")]
pub enum Address {
    Line,
    Intake,
    Group(GroupId),
    Agent(AgentId),
    Slot(SlotId),
    Supervisor,
    Provisioning,
    Courier,
}

impl Tell {
    /// Who it is for.
    #[must_use]
    pub fn to(&self) -> Address {
        match self {
            Self::StartGroup(group) => Address::Group(group.id),
            Self::StartAgent(agent) => Address::Agent(agent.id),
            Self::StartSlot(slot) => Address::Slot(slot.id),
            Self::Line(_) => Address::Line,
            Self::Intake(_) => Address::Intake,
            Self::Group(id, _) => Address::Group(*id),
            Self::Agent(id, _) => Address::Agent(*id),
            Self::Slot(id, _) => Address::Slot(*id),
            Self::Supervisor(_) => Address::Supervisor,
            Self::Provisioning(_) => Address::Provisioning,
            Self::Courier(_) => Address::Courier,
        }
    }
}

impl Owners {
    /// Delivers one message.
    pub fn deliver(&mut self, tell: Tell, now: Timestamp) -> Outcome {
        match tell {
            Tell::StartGroup(group) => {
                self.groups.insert(group.id, *group);
                Outcome::default()
            }
            Tell::StartAgent(agent) => {
                self.agents.insert(agent.id, *agent);
                Outcome::default()
            }
            Tell::StartSlot(slot) => {
                self.slots.insert(slot.id, *slot);
                Outcome::default()
            }
            Tell::Line(msg) => match msg {
                ToLine::Place(m) => self.line.place(m, now),
                ToLine::HandOver(m) => self.line.hand_over(m, now),
                ToLine::Moved(m) => self.line.moved(m, now),
                ToLine::ActOnCase(m) => self.line.act(m),
                ToLine::AgentKnown(m) => self.line.agent_known(m),
                ToLine::ChatOwned(m) => self.line.chat_owned(m),
                ToLine::CopyKnown(m) => self.line.copy_known(m),
                ToLine::AgentForgotten(m) => self.line.agent_forgotten(m),
                ToLine::ChatReleased(m) => self.line.chat_released(&m),
                ToLine::PlaceClosed(m) => self.line.place_closed(m),
                ToLine::Classified(m) => self.line.classified(m),
                ToLine::Give(m) => self.line.give(m),
                ToLine::Proclaim(m) => self.line.proclaim(&m),
                ToLine::ReturnToShift(m) => self.line.return_to_shift(m, now),
                ToLine::AgentStands(m) => self.line.agent_stands(m),
                ToLine::MemberStands(m) => self.line.member_stands(m),
                ToLine::PlaceLabelled(m) => self.line.place_labelled(m),
                ToLine::TendCustomer(m) => self.line.tend_customer(m),
                ToLine::MergeCustomers(m) => self.line.merge_customers(m, now),
                ToLine::EraseCustomer(m) => self.line.erase_customer(m, now),
                ToLine::LetGone(m) => self.line.let_gone(m, now),
                ToLine::OpenTicket(m) => self.line.open_ticket(m, now),
                ToLine::BlockCustomer(m) => self.line.block(m, now),
                ToLine::LiftBlock(m) => self.line.lift_block(m),
                ToLine::WhereTo(m) => self.line.where_to(&m, now),
                ToLine::GroupNamed(m) => self.line.group_named(m),
                ToLine::Survey(m) => self.line.survey(m, now),
                ToLine::RatingStands(m) => self.line.rating_stands(m),
                ToLine::LinkIs(m) => self.line.link_is(m),
            },
            Tell::Intake(msg) => match msg {
                ToIntake::CustomerWrote(m) => self.intake.customer_wrote(m),
                ToIntake::CustomerChanged(m) => self.intake.customer_changed(m, now),
                ToIntake::Placed(m) => self.intake.placed(m, now),
                ToIntake::PlacesReady(m) => self.intake.places_ready(m),
                ToIntake::Ordered(m) => self.intake.order(m, now),
                ToIntake::LetGo(m) => self.intake.let_go(m),
                ToIntake::Silenced(m) => self.intake.silenced(m),
            },
            Tell::Group(id, msg) => {
                let Some(group) = self.groups.get_mut(&id) else { return no_such_owner() };
                match msg {
                    ToGroup::NewTicket(m) => group.new_ticket(m, now),
                    ToGroup::CustomerWrote(m) => group.customer_wrote(m, now),
                    ToGroup::CustomerChanged(m) => group.customer_changed(m, now),
                    ToGroup::GroupWrote(m) => group.group_wrote(m, now),
                    ToGroup::Claim(m) => group.claim(m),
                    ToGroup::ActOnCase(m) => group.act(m, now),
                    ToGroup::SeatRefused(m) => group.seat_refused(m, now),
                    ToGroup::PassOn(m) => group.pass_on(m, now),
                    ToGroup::TakeTicket(m) => group.take_ticket(m, now),
                    ToGroup::Raise(m) => group.raise(m),
                    ToGroup::CaseTaken(m) => group.case_taken(m),
                    ToGroup::CaseEnded(m) => group.case_ended(m),
                    ToGroup::PostExpected(m) => group.post_expected(m),
                    ToGroup::Posted(m) => group.posted(m, now),
                    ToGroup::PostLost(m) => group.post_lost(m, now),
                    ToGroup::ChatReady(m) => group.chat_ready(m),
                    ToGroup::RetireGroup(m) => group.retire(m, now),
                    ToGroup::Classified(m) => group.classified(m, now),
                    ToGroup::Pressing(m) => group.pressing(m),
                    ToGroup::StaffStands(m) => group.staff_stands(m, now),
                    ToGroup::Survey(m) => group.survey(m, now),
                    ToGroup::HandRaised(m) => group.hand_raised(m, now),
                    ToGroup::NobodyThere(m) => group.nobody_there(m),
                }
            }
            Tell::Agent(id, msg) => {
                let Some(agent) = self.agents.get_mut(&id) else { return no_such_owner() };
                match msg {
                    ToAgent::SeatWanted(m) => agent.seat_wanted(m, now),
                    ToAgent::CaseEnded(m) => agent.case_ended(m),
                    ToAgent::Ready(m) => agent.ready(m, now),
                    ToAgent::SlotUsable(m) => agent.slot_usable(m),
                    ToAgent::NumberChecked(m) => agent.number_checked(m),
                    ToAgent::EditAgent(m) => agent.edit(m),
                    ToAgent::Lowered(m) => agent.lowered(m),
                    ToAgent::RoomGone(m) => agent.room_gone(m),
                    ToAgent::Unbound(m) => agent.unbind(&m, now),
                    ToAgent::RemoveAgent(m) => agent.remove(&m, now),
                    ToAgent::Survey(m) => agent.survey(m),
                }
            }
            Tell::Slot(id, msg) => {
                let Some(slot) = self.slots.get_mut(&id) else { return no_such_owner() };
                match msg {
                    ToSlot::TakeCase(m) => slot.take_case(m, now),
                    ToSlot::CustomerWrote(m) => slot.customer_wrote(m, now),
                    ToSlot::GroupWrote(m) => slot.group_wrote(m, now),
                    ToSlot::ActOnCase(m) => slot.act(m, now),
                    ToSlot::SeatRefused(m) => slot.seat_refused(m, now),
                    ToSlot::PassOn(m) => slot.pass_on(m, now),
                    ToSlot::CustomerChanged(m) => slot.customer_changed(m, now),
                    ToSlot::GroupChanged(m) => slot.group_changed(m, now),
                    ToSlot::CopySent(m) => slot.copy_sent(m, now),
                    ToSlot::CopyIs(m) => slot.copy_is(m),
                    ToSlot::DeliveryReport(m) => slot.delivery(m, now),
                    ToSlot::NotDelivered(m) => slot.not_delivered(m),
                    ToSlot::Reworded(m) => slot.reworded(m),
                    ToSlot::SettleLetter(m) => slot.settle_letter(m),
                    ToSlot::SomebodyTypes(m) => slot.somebody_types(m),
                    ToSlot::OtherCases(m) => slot.other_cases(m),
                    ToSlot::ChatReady(m) => slot.chat_ready(m),
                    ToSlot::SlotLeft(m) => slot.left(m),
                    ToSlot::Classified(m) => slot.classified(m, now),
                    ToSlot::AgentGone(m) => slot.agent_gone(m, now),
                    ToSlot::ShiftEnding(m) => slot.shift_ending(m),
                    ToSlot::ShiftOver(m) => slot.shift_over(m),
                    ToSlot::Directions(m) => slot.directions(m, now),
                    ToSlot::LinkIs(m) => slot.link_is(m, now),
                    ToSlot::WarningIs(m) => slot.warning_is(m),
                }
            }
            Tell::Supervisor(msg) => match msg {
                ToSupervisor::GroupWrote(m) => self.supervisor.group_wrote(m),
                ToSupervisor::Overdue(m) => self.supervisor.overdue(m, now),
                ToSupervisor::Raise(m) => self.supervisor.raise(m, now),
                ToSupervisor::Resolved(m) => self.supervisor.resolved(m),
                ToSupervisor::Availability(m) => self.supervisor.availability(m),
                ToSupervisor::ChatReady(m) => self.supervisor.chat_ready(m),
                ToSupervisor::ChatRetired(m) => self.supervisor.chat_retired(m),
                ToSupervisor::Order(m) => self.supervisor.order(m),
                ToSupervisor::Denied(m) => self.supervisor.denied(m),
                ToSupervisor::Granted(m) => self.supervisor.granted(&m),
                ToSupervisor::LinkIs(m) => self.supervisor.link_is(m, now),
                ToSupervisor::OtherLine(m) => self.supervisor.other_line(m),
                ToSupervisor::AgentForgotten(m) => self.supervisor.agent_forgotten(m),
            },
            Tell::Provisioning(msg) => match msg {
                ToProvisioning::SlotsWanted(m) => self.provisioning.slots_wanted(m, now),
                ToProvisioning::CallDone(m) => self.provisioning.call_done(m, now),
                ToProvisioning::AgentLeft(m) => self.provisioning.agent_left(m, now),
                ToProvisioning::RoomFree(m) => self.provisioning.room_free(m, now),
                ToProvisioning::MembersChanged(m) => self.provisioning.members_changed(m, now),
                ToProvisioning::GroupStands(m) => self.provisioning.group_stands(m),
            },
            Tell::Courier(msg) => match msg {
                ToCourier::OfferOver(m) => self.courier.offer_over(m),
                ToCourier::SettleLetter(m) => self.courier.settle_letter(m),
            },
        }
    }

    /// What each owner has left unfinished after a rebuild.
    pub fn resume(&mut self, now: Timestamp) -> Outcome {
        let mut outcome = self.intake.resume();
        outcome.absorb(self.line.resume());
        for group in self.groups.values() {
            outcome.absorb(group.resume());
        }
        for agent in self.agents.values() {
            outcome.absorb(agent.resume());
        }
        for slot in self.slots.values() {
            outcome.absorb(slot.resume());
        }
        outcome.absorb(self.provisioning.wake(now));
        outcome.absorb(self.courier.resume());
        outcome
    }

    /// Wakes whoever asked to be woken by now.
    pub fn wake(&mut self, now: Timestamp) -> Outcome {
        let mut outcome = Outcome::default();
        for group in self.groups.values_mut() {
            outcome.absorb(group.wake(now));
        }
        for slot in self.slots.values_mut() {
            outcome.absorb(slot.wake(now));
        }
        for agent in self.agents.values_mut() {
            outcome.absorb(agent.wake(now));
        }
        outcome.absorb(self.line.wake(now));
        outcome.absorb(self.supervisor.wake(now));
        outcome.absorb(self.provisioning.wake(now));
        outcome
    }

    /// The first moment at which an owner wants to be woken; the courier's is apart.
    #[must_use]
    pub fn next_deadline(&self) -> Option<Timestamp> {
        let groups = self.groups.values().filter_map(MainGroup::next_deadline);
        let groups = groups.chain(self.line.next_deadline());
        let groups = groups.chain(self.agents.values().filter_map(Agent::next_deadline));
        let groups = groups.chain(self.slots.values().filter_map(Slot::next_deadline));
        groups.chain(self.supervisor.next_deadline()).chain(self.provisioning.next_deadline()).min()
    }
}

fn no_such_owner() -> Outcome {
    Outcome::broken("a message was sent to an owner that does not exist")
}
