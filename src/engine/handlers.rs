//! Which owner understands which message, and by which method: the whole protocol on one page.

use actix::{Context, Handler, Message};

use super::actor::Shell;
use crate::domain::agent::Agent;
use crate::domain::intake::Intake;
use crate::domain::line::Line;
use crate::domain::main_group::MainGroup;
use crate::domain::message::{
    ActOnCase, AddAgent, AddGroup, AgentForgotten, AgentGone, AgentKnown, AgentLeft, AgentStands,
    Arrival, Availability, BlockCustomer, CallDone, CaseEnded, CaseTaken, ChatOwned, ChatReady,
    ChatReleased, ChatRetired, Claim, Classified, CopyIs, CopyKnown, CopySent, CustomerChanged,
    CustomerForgotten, CustomerFound, CustomerWrote, DeliveryReport, Denied, Directions,
    DropFromGroup, EditAgent, EditGroup, EraseCustomer, Give, Granted, GroupChanged, GroupNamed,
    GroupStands, GroupWrote, HandOver, HandRaised, InviteAgent, JoinGroup, LetGo, LetGone,
    LiftBlock, LinkIs, Lowered, MemberStands, MembersChanged, MergeCustomers, Moved, NewTicket,
    NobodyThere, NotDelivered, NumberChecked, OfferOver, OpenTicket, Order, Ordered, OtherCases,
    OtherLine, Overdue, PassOn, Place, PlaceClosed, PlaceLabelled, Placed, PlacesReady,
    PostExpected, PostLost, Posted, Pressing, Proclaim, Raise, RatingStands, Ready, RemoveAgent,
    Resolved, RetireGroup, RetryJob, ReturnToShift, Reworded, RoomFree, RoomGone, SeatRefused,
    SeatWanted, SettleGroup, SettleLetter, ShiftEnding, ShiftOver, Silenced, SlotLeft, SlotUsable,
    SlotsWanted, SomebodyTypes, StaffStands, Survey, TakeCase, TakeTicket, TendCustomer, Unbound,
    UndoBinding, WarningIs, WhereTo,
};
use crate::domain::provisioning::Provisioning;
use crate::domain::slot::Slot;
use crate::domain::supervisor::Supervisor;

macro_rules! messages {
    ($($message:ty),+ $(,)?) => {
        $(impl Message for $message { type Result = (); })+
    };
}

macro_rules! understands {
    ($owner:ty { $($message:ty => |$this:ident, $msg:ident, $now:ident| $call:expr),+ $(,)? }) => {
        $(impl Handler<$message> for Shell<$owner> {
            type Result = ();

            fn handle(&mut self, $msg: $message, ctx: &mut Context<Self>) {
                let $now = self.house.clock.now();
                let $this = &mut self.owner;
                let outcome = $call;
                self.settle(outcome, ctx);
            }
        })+
    };
}

messages! {
    Arrival, CustomerFound, Place, HandOver, Moved, AgentKnown, ChatOwned, CustomerWrote, Placed, PlacesReady, NewTicket,
    GroupWrote, Claim, SeatRefused, PassOn, CaseTaken, CaseEnded, PostExpected, Posted, PostLost, ChatReady, SeatWanted, Ready, SlotUsable,
    EditAgent, NumberChecked, TakeCase, TakeTicket, ActOnCase, Raise, NotDelivered, Overdue, Resolved, Availability, AddGroup, AddAgent, SlotsWanted,
    JoinGroup, RetryJob, CallDone, CustomerChanged, GroupChanged, CopySent, CopyIs, CopyKnown, DeliveryReport, Reworded,
    SomebodyTypes, OtherCases, OfferOver, SettleLetter,
    AgentForgotten, ChatReleased, PlaceClosed, RetireGroup, Lowered, RoomGone, Unbound, RemoveAgent, SlotLeft,
    ChatRetired, AgentLeft, RoomFree, MembersChanged, GroupStands, EditGroup, SettleGroup, InviteAgent,
    DropFromGroup, UndoBinding, Classified, Pressing, AgentGone, Order, Give, Denied, Granted, LinkIs, OtherLine, Proclaim, ReturnToShift, AgentStands, MemberStands, PlaceLabelled, StaffStands, ShiftEnding, ShiftOver, OpenTicket, BlockCustomer, LiftBlock, Ordered, Silenced, TendCustomer, MergeCustomers, EraseCustomer, LetGo, LetGone, CustomerForgotten, WhereTo, Directions, GroupNamed, HandRaised, RatingStands, Survey, NobodyThere, WarningIs,
}

understands! { Line {
    Arrival => |line, msg, now| line.arrival(msg, now),
    CustomerFound => |line, msg, now| line.customer_found(msg, now),
    Place => |line, msg, now| line.place(msg, now),
    HandOver => |line, msg, now| line.hand_over(msg, now),
    Moved => |line, msg, now| line.moved(msg, now),
    ActOnCase => |line, msg, _now| line.act(msg),
    AgentKnown => |line, msg, _now| line.agent_known(msg),
    ChatOwned => |line, msg, _now| line.chat_owned(msg),
    CopyKnown => |line, msg, _now| line.copy_known(msg),
    AgentForgotten => |line, msg, _now| line.agent_forgotten(msg),
    ChatReleased => |line, msg, _now| line.chat_released(&msg),
    PlaceClosed => |line, msg, _now| line.place_closed(msg),
    Classified => |line, msg, _now| line.classified(msg),
    Give => |line, msg, _now| line.give(msg),
    Proclaim => |line, msg, _now| line.proclaim(&msg),
    ReturnToShift => |line, msg, now| line.return_to_shift(msg, now),
    AgentStands => |line, msg, _now| line.agent_stands(msg),
    MemberStands => |line, msg, _now| line.member_stands(msg),
    PlaceLabelled => |line, msg, _now| line.place_labelled(msg),
    TendCustomer => |line, msg, _now| line.tend_customer(msg),
    MergeCustomers => |line, msg, now| line.merge_customers(msg, now),
    EraseCustomer => |line, msg, now| line.erase_customer(msg, now),
    LetGone => |line, msg, now| line.let_gone(msg, now),
    OpenTicket => |line, msg, now| line.open_ticket(msg, now),
    BlockCustomer => |line, msg, now| line.block(msg, now),
    LiftBlock => |line, msg, _now| line.lift_block(msg),
    WhereTo => |line, msg, now| line.where_to(&msg, now),
    GroupNamed => |line, msg, _now| line.group_named(msg),
    Survey => |line, msg, now| line.survey(msg, now),
    RatingStands => |line, msg, _now| line.rating_stands(msg),
    LinkIs => |line, msg, _now| line.link_is(msg),
} }

understands! { Intake {
    CustomerWrote => |intake, msg, _now| intake.customer_wrote(msg),
    CustomerChanged => |intake, msg, now| intake.customer_changed(msg, now),
    Placed => |intake, msg, now| intake.placed(msg, now),
    PlacesReady => |intake, msg, _now| intake.places_ready(msg),
    Ordered => |intake, msg, now| intake.order(msg, now),
    LetGo => |intake, msg, _now| intake.let_go(msg),
    Silenced => |intake, msg, _now| intake.silenced(msg),
} }

understands! { MainGroup {
    NewTicket => |group, msg, now| group.new_ticket(msg, now),
    CustomerWrote => |group, msg, now| group.customer_wrote(msg, now),
    CustomerChanged => |group, msg, now| group.customer_changed(msg, now),
    GroupWrote => |group, msg, now| group.group_wrote(msg, now),
    Claim => |group, msg, _now| group.claim(msg),
    ActOnCase => |group, msg, now| group.act(msg, now),
    SeatRefused => |group, msg, now| group.seat_refused(msg, now),
    CaseTaken => |group, msg, _now| group.case_taken(msg),
    PassOn => |group, msg, now| group.pass_on(msg, now),
    TakeTicket => |group, msg, now| group.take_ticket(msg, now),
    Raise => |group, msg, _now| group.raise(msg),
    CaseEnded => |group, msg, _now| group.case_ended(msg),
    PostExpected => |group, msg, _now| group.post_expected(msg),
    Posted => |group, msg, now| group.posted(msg, now),
    PostLost => |group, msg, now| group.post_lost(msg, now),
    ChatReady => |group, msg, _now| group.chat_ready(msg),
    RetireGroup => |group, msg, now| group.retire(msg, now),
    Classified => |group, msg, now| group.classified(msg, now),
    Pressing => |group, msg, _now| group.pressing(msg),
    StaffStands => |group, msg, now| group.staff_stands(msg, now),
    Survey => |group, msg, now| group.survey(msg, now),
    HandRaised => |group, msg, now| group.hand_raised(msg, now),
    NobodyThere => |group, msg, _now| group.nobody_there(msg),
} }

understands! { Agent {
    SeatWanted => |agent, msg, now| agent.seat_wanted(msg, now),
    CaseEnded => |agent, msg, _now| agent.case_ended(msg),
    Ready => |agent, msg, now| agent.ready(msg, now),
    NumberChecked => |agent, msg, _now| agent.number_checked(msg),
    SlotUsable => |agent, msg, _now| agent.slot_usable(msg),
    EditAgent => |agent, msg, _now| agent.edit(msg),
    Lowered => |agent, msg, _now| agent.lowered(msg),
    RoomGone => |agent, msg, _now| agent.room_gone(msg),
    Unbound => |agent, msg, now| agent.unbind(&msg, now),
    RemoveAgent => |agent, msg, now| agent.remove(&msg, now),
    Survey => |agent, msg, _now| agent.survey(msg),
} }

understands! { Slot {
    TakeCase => |slot, msg, now| slot.take_case(msg, now),
    CustomerWrote => |slot, msg, now| slot.customer_wrote(msg, now),
    GroupWrote => |slot, msg, now| slot.group_wrote(msg, now),
    ActOnCase => |slot, msg, now| slot.act(msg, now),
    SeatRefused => |slot, msg, now| slot.seat_refused(msg, now),
    PassOn => |slot, msg, now| slot.pass_on(msg, now),
    CustomerChanged => |slot, msg, now| slot.customer_changed(msg, now),
    GroupChanged => |slot, msg, now| slot.group_changed(msg, now),
    CopySent => |slot, msg, now| slot.copy_sent(msg, now),
    CopyIs => |slot, msg, _now| slot.copy_is(msg),
    DeliveryReport => |slot, msg, now| slot.delivery(msg, now),
    NotDelivered => |slot, msg, _now| slot.not_delivered(msg),
    Reworded => |slot, msg, _now| slot.reworded(msg),
    SettleLetter => |slot, msg, _now| slot.settle_letter(msg),
    SomebodyTypes => |slot, msg, _now| slot.somebody_types(msg),
    OtherCases => |slot, msg, _now| slot.other_cases(msg),
    ChatReady => |slot, msg, _now| slot.chat_ready(msg),
    SlotLeft => |slot, msg, _now| slot.left(msg),
    Classified => |slot, msg, now| slot.classified(msg, now),
    AgentGone => |slot, msg, now| slot.agent_gone(msg, now),
    ShiftEnding => |slot, msg, _now| slot.shift_ending(msg),
    ShiftOver => |slot, msg, _now| slot.shift_over(msg),
    CustomerForgotten => |slot, msg, _now| slot.forget_customer(msg),
    Directions => |slot, msg, now| slot.directions(msg, now),
    LinkIs => |slot, msg, now| slot.link_is(msg, now),
    WarningIs => |slot, msg, _now| slot.warning_is(msg),
} }

understands! { Supervisor {
    GroupWrote => |supervisor, msg, _now| supervisor.group_wrote(msg),
    Overdue => |supervisor, msg, now| supervisor.overdue(msg, now),
    Raise => |supervisor, msg, now| supervisor.raise(msg, now),
    Resolved => |supervisor, msg, _now| supervisor.resolved(msg),
    Availability => |supervisor, msg, _now| supervisor.availability(msg),
    ChatReady => |supervisor, msg, _now| supervisor.chat_ready(msg),
    ChatRetired => |supervisor, msg, _now| supervisor.chat_retired(msg),
    Order => |supervisor, msg, _now| supervisor.order(msg),
    Denied => |supervisor, msg, _now| supervisor.denied(msg),
    Granted => |supervisor, msg, _now| supervisor.granted(&msg),
    LinkIs => |supervisor, msg, now| supervisor.link_is(msg, now),
    OtherLine => |supervisor, msg, _now| supervisor.other_line(msg),
    AgentForgotten => |supervisor, msg, _now| supervisor.agent_forgotten(msg),
} }

understands! { Provisioning {
    AddGroup => |provisioning, msg, now| provisioning.add_group(msg, now),
    AddAgent => |provisioning, msg, now| provisioning.add_agent(msg, now),
    SlotsWanted => |provisioning, msg, now| provisioning.slots_wanted(msg, now),
    JoinGroup => |provisioning, msg, now| provisioning.join_group(&msg, now),
    RetryJob => |provisioning, msg, now| provisioning.retry_job(&msg, now),
    EditGroup => |provisioning, msg, now| provisioning.edit_group(msg, now),
    SettleGroup => |provisioning, msg, now| provisioning.settle_group(&msg, now),
    InviteAgent => |provisioning, msg, now| provisioning.invite_agent(&msg, now),
    DropFromGroup => |provisioning, msg, now| provisioning.drop_from_group(&msg, now),
    UndoBinding => |provisioning, msg, now| provisioning.undo_binding(&msg, now),
    AgentLeft => |provisioning, msg, now| provisioning.agent_left(msg, now),
    RoomFree => |provisioning, msg, now| provisioning.room_free(msg, now),
    MembersChanged => |provisioning, msg, now| provisioning.members_changed(msg, now),
    GroupStands => |provisioning, msg, _now| provisioning.group_stands(msg),
    CallDone => |provisioning, msg, now| provisioning.call_done(msg, now),
} }
