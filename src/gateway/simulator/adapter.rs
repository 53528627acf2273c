//! The simulator as a gateway. An answer is given when what it tells of is on file, so that a message
//! that Relevo counts as sent is not lost with the program.

use super::fetching::FetchLuck;
use super::network::Network;
use super::op::Op;
use super::simulator::Simulator;
use crate::domain::file::FileRef;
use crate::domain::identity::Identity;
use crate::domain::ids::{ChatId, WaId};
use crate::domain::phone::Phone;
use crate::gateway::{
    Capabilities, Fetched, Gateway, GatewayError, GroupInfo, LinkState, MemberAction, MemberResult,
    Outbound, Reply,
};

impl Simulator {
    fn call<'a, T: Send + 'a>(
        &'a self,
        op: Op,
        act: impl FnOnce(&mut Network) -> Result<T, GatewayError> + Send + 'a,
    ) -> Reply<'a, T> {
        Box::pin(async move {
            let answer = self.change(op, act);
            if self.settled().await {
                answer
            } else {
                Err(GatewayError::Unknown("the simulator cannot write its journal".to_owned()))
            }
        })
    }

    fn ask<'a, T: Send + 'a>(
        &'a self,
        look: impl FnOnce(&Network) -> Result<T, GatewayError> + Send + 'a,
    ) -> Reply<'a, T> {
        Box::pin(async move { self.read(look) })
    }
}

impl Gateway for Simulator {
    fn capabilities(&self) -> Capabilities {
        Capabilities::ALL
    }

    fn send<'a>(&'a self, message: &'a Outbound) -> Reply<'a, WaId> {
        Box::pin(async move {
            let message = self.taken_in(message).await?;
            let at = self.now();
            let Outbound { id, chat, text, cargo, quote, file: _ } = message.clone();
            let op = Op::Send { id, chat, text, cargo, quote, at };
            // Before: whoever sees the message must not see it end what is written afterwards.
            self.stop_typing(&message.chat);
            self.call(op, |network| network.send(&message, at)).await
        })
    }

    fn fetch<'a>(&'a self, file: &'a FileRef) -> Reply<'a, Fetched> {
        Box::pin(async move {
            let luck = if self.read(Network::may_fetch_badly) {
                self.call(Op::Fetch, Network::fetch).await?
            } else {
                self.read(|network| network.check_connected()).map(|()| FetchLuck::Whole)?
            };
            self.bring(file, luck).await
        })
    }

    fn mark_read<'a>(&'a self, chat: &'a ChatId, messages: &'a [WaId]) -> Reply<'a, ()> {
        let op = Op::MarkRead { chat: chat.clone(), messages: messages.to_vec() };
        self.call(op, move |network| network.mark_read(chat, messages))
    }

    fn show_typing<'a>(&'a self, chat: &'a ChatId, on: bool) -> Reply<'a, ()> {
        Box::pin(async move { self.line_types(chat, on) })
    }

    fn look_up<'a>(&'a self, phone: &'a Phone) -> Reply<'a, Option<Identity>> {
        self.call(Op::LookUp { phone: phone.clone() }, |network| network.look_up(phone))
    }

    fn create_group<'a>(
        &'a self,
        subject: &'a str,
        members: &'a [Identity],
    ) -> Reply<'a, GroupInfo> {
        let op = Op::CreateGroup { subject: subject.to_owned(), members: members.to_vec() };
        self.call(op, |network| network.create_group(subject, members))
    }

    fn groups(&self) -> Reply<'_, Vec<GroupInfo>> {
        self.ask(Network::groups)
    }

    fn group<'a>(&'a self, chat: &'a ChatId) -> Reply<'a, Option<GroupInfo>> {
        self.ask(|network| network.group(chat))
    }

    fn change_member<'a>(
        &'a self,
        chat: &'a ChatId,
        who: &'a Identity,
        action: MemberAction,
    ) -> Reply<'a, MemberResult> {
        let op = Op::ChangeMember { chat: chat.clone(), who: who.clone(), action };
        self.call(op, move |network| network.change_member(chat, who, action))
    }

    fn rename_group<'a>(&'a self, chat: &'a ChatId, subject: &'a str) -> Reply<'a, ()> {
        let op = Op::RenameGroup { chat: chat.clone(), subject: subject.to_owned() };
        self.call(op, move |network| network.rename_group(chat, subject))
    }

    fn leave_group<'a>(&'a self, chat: &'a ChatId) -> Reply<'a, ()> {
        let op = Op::LeaveGroup { chat: chat.clone() };
        self.call(op, move |network| network.leave_group(chat))
    }

    fn invite_link<'a>(&'a self, chat: &'a ChatId) -> Reply<'a, String> {
        self.ask(|network| network.invite_link(chat))
    }

    fn own(&self) -> Reply<'_, Identity> {
        self.ask(|network| Ok(network.own().clone()))
    }

    fn link_state(&self) -> Reply<'_, LinkState> {
        Box::pin(async move { Ok(self.how_linked()) })
    }

    fn connect(&self) -> Reply<'_, LinkState> {
        // Nothing to link; who switched the line off in the simulator switches it on there.
        self.link_state()
    }

    fn pair<'a>(&'a self, phone: &'a Phone) -> Reply<'a, LinkState> {
        Box::pin(async move {
            self.pair_with(phone);
            Ok(self.how_linked())
        })
    }

    fn log_out(&self) -> Reply<'_, ()> {
        Box::pin(async move {
            self.unlink();
            Ok(())
        })
    }
}
