//! The traps of Evolution's webhooks, one by one.

use relevo::domain::content::{Content, MediaKind};
use relevo::domain::identity::Identity;
use relevo::domain::ids::Timestamp;
use relevo::domain::inbound::{Connection, Delivery, Inbound, Incoming, MemberChange};
use relevo::gateway::evolution::{WebhookError, understand};
use serde_json::{Value, json};

use super::meaning::{one, recorded};

#[test]
fn each_version_names_the_author_its_own_way_and_the_chat_stays_as_received() {
    for (file, chat, author) in [
        ("v2.2.3-upsert-dm-lid-only.json", "137180000000001@lid", &["137180000000001@lid"][..]),
        (
            "v2.3.0-upsert-dm-senderPn.json",
            "117820000490476@lid",
            &["553180000026@s.whatsapp.net", "117820000490476@lid"],
        ),
        (
            "v2.3.6-upsert-dm-text-lid.json",
            "200100100100100@lid",
            &["5491150001001@s.whatsapp.net", "200100100100100@lid"],
        ),
        (
            "upsert-dm-text-lid.json",
            "5491150001001@s.whatsapp.net",
            &["5491150001001@s.whatsapp.net"],
        ),
        (
            "upsert-dm-text-pn.json",
            "5491150001001@s.whatsapp.net",
            &["5491150001001@s.whatsapp.net", "200100100100100@lid"],
        ),
        (
            "upsert-g-text-lid.json",
            "120363000099999999@g.us",
            &["200100100100200@lid", "5491150001002@s.whatsapp.net"],
        ),
        (
            "upsert-g-text-pn.json",
            "120363000099999999@g.us",
            &["200100100100200@lid", "5491150001002@s.whatsapp.net"],
        ),
        (
            "v2.3.0-upsert-group-quote-participantPn.json",
            "120363404000000094@g.us",
            &["5214770000823@s.whatsapp.net", "61070000195589@lid"],
        ),
        (
            "v2.3.5-upsert-group-legacy-jid.json",
            "554184000069-1488774100@g.us",
            &["112920000142781@lid", "558380000037@s.whatsapp.net"],
        ),
    ] {
        let message = message(&recorded(file));
        assert_eq!(message.chat.as_str(), chat, "{file}");
        assert_eq!(message.author, Identity::from_jids(author.iter().copied()), "{file}");
    }
}

#[test]
fn a_phone_field_that_holds_a_lid_is_read_as_a_lid() {
    let mut body = recorded("v2.3.0-upsert-fromme-senderPn-is-lid.json");
    body["data"]["key"]["fromMe"] = json!(false);
    assert_eq!(message(&body).author, Identity::from_jid("273440000936520@lid"));
}

#[test]
fn the_bots_own_number_is_never_taken_for_the_author() {
    let mut body = recorded("v2.3.6-upsert-dm-text-lid.json");
    body["data"]["key"]["remoteJidAlt"] = json!("5491150009999@s.whatsapp.net");
    assert_eq!(message(&body).author, Identity::from_jid("200100100100100@lid"));
}

#[test]
fn the_bots_own_number_is_never_taken_for_the_chat_of_an_echo() {
    let own = json!("5491150009999@s.whatsapp.net");
    let mut body = recorded("upsert-dm-fromme-phone.json");
    body["data"]["key"]["remoteJid"] = own.clone();
    body["data"]["key"]["remoteJidAlt"] = own;
    assert!(matches!(one(&body), Inbound::Ignored { .. }));
    body["data"]["key"]["remoteJidAlt"] = json!("200100100100100@lid");
    assert!(
        matches!(one(&body), Inbound::Echo { chat, .. } if chat.as_str() == "200100100100100@lid")
    );
}

#[test]
fn what_was_typed_on_the_phone_is_told_from_what_the_api_sent() {
    let typed = |file: &str| match one(&recorded(file)) {
        Inbound::Echo { typed_on_phone, .. } => typed_on_phone,
        other => panic!("{other:?}"),
    };
    assert!(typed("upsert-dm-fromme-phone.json"));
    assert!(typed("v2.3.6-upsert-dm-fromme-phone.json"));
    assert!(!typed("send-message-dm-conversation.json"));
    assert!(!typed("send-message-group-conversation.json"));
}

#[test]
fn a_message_that_comes_twice_has_one_id_and_chat() {
    let (first, second) =
        (message(&recorded("upsert-dm-dup-1.json")), message(&recorded("upsert-dm-dup-2.json")));
    assert_eq!((first.chat, first.id, first.content), (second.chat, second.id, second.content));
}

#[test]
fn a_quote_is_found_beside_the_message_inside_it_and_inside_wrappers() {
    let beside = recorded("upsert-g-quote-announcement.json");
    let mut older = beside.clone();
    let context = older["data"]["contextInfo"].take();
    older["data"]["message"] =
        json!({"extendedTextMessage": {"text": "lo tomo", "contextInfo": context}});
    older["data"]["messageType"] = json!("extendedTextMessage");
    let mut media = recorded("upsert-g-quote-with-image.json");
    media["data"]["contextInfo"] = Value::Null;
    let wrapped = recorded("upsert-g-ephemeral-quote.json");
    for body in [beside, older, media, wrapped] {
        let quote = message(&body).quote.expect("a quote");
        assert_eq!(quote.id.as_str(), "3EB0774B23787369D4194D");
        assert_eq!(quote.author, Identity::from_jid("199900001111222@lid"));
        assert_eq!(quote.chat, None);
    }
}

#[test]
fn the_quoted_author_is_the_bots_phone_in_phone_groups() {
    let quote = message(&recorded("upsert-g-quote-announcement-pn.json")).quote.expect("a quote");
    assert_eq!(quote.author, Identity::from_jid("5491150009999@s.whatsapp.net"));
}

#[test]
fn a_private_reply_names_the_other_chat_and_an_ordinary_one_does_not() {
    let mut body = recorded("v2.3.6-upsert-dm-quote-bot.json");
    for (said, chat) in [
        ("120363000099999999@g.us", Some("120363000099999999@g.us")),
        ("status@broadcast", Some("status@broadcast")),
        ("200100100100100@lid", None),
        ("5491150001001@s.whatsapp.net", None),
    ] {
        body["data"]["contextInfo"]["remoteJid"] = json!(said);
        let quote = message(&body).quote.expect("a quote");
        assert_eq!(quote.chat.as_ref().map(|chat| chat.as_str()), chat, "{said}");
    }
}

#[test]
fn a_mention_or_a_forward_is_not_a_quote() {
    for file in
        ["upsert-g-mention-bot.json", "upsert-g-forwarded-image.json", "upsert-dm-ctwa-ad.json"]
    {
        assert_eq!(message(&recorded(file)).quote, None, "{file}");
    }
}

#[test]
fn every_wrapper_is_taken_off_and_view_once_is_marked() {
    let picture = json!({"imageMessage": {"caption": "mirá"}});
    for (wrapper, once) in [
        ("ephemeralMessage", false),
        ("viewOnceMessage", true),
        ("viewOnceMessageV2", true),
        ("viewOnceMessageV2Extension", true),
        ("editedMessage", false),
        ("lottieStickerMessage", false),
        ("documentWithCaptionMessage", false),
    ] {
        let wrapped = json!({"ephemeralMessage": {"message": {wrapper: {"message": picture}}}});
        let expected = Content::Media {
            media: MediaKind::Image,
            caption: Some("mirá".into()),
            file_name: None,
            view_once: once,
            file: None,
        };
        assert_eq!(message(&saying(wrapped)).content, expected, "{wrapper}");
    }
}

#[test]
fn wrappers_without_end_are_given_up_not_followed() {
    let mut deep = json!({"conversation": "hola"});
    for _ in 0..30 {
        deep = json!({"ephemeralMessage": {"message": deep}});
    }
    assert_eq!(
        message(&saying(deep)).content,
        Content::Unknown { name: "ephemeralMessage".into() }
    );
    let empty = json!({"viewOnceMessageV2": {"message": null}});
    assert_eq!(
        message(&saying(empty)).content,
        Content::Unknown { name: "viewOnceMessageV2".into() }
    );
    let bottomless = format!("{}1{}", "[".repeat(5_000), "]".repeat(5_000));
    assert!(matches!(understand(bottomless.as_bytes()), Err(WebhookError::Json(_))));
}

#[test]
fn a_kind_nobody_has_heard_of_keeps_its_name() {
    for (message_said, name) in [
        (
            json!({"paymentInviteMessage": {"x": 1}, "messageContextInfo": {}}),
            "paymentInviteMessage",
        ),
        (json!({"messageContextInfo": {}}), "conversation"),
        (Value::Null, "conversation"),
        (json!({"conversation": {"0": 104}}), "conversation"),
        (json!({"imageMessage": "text"}), "imageMessage"),
    ] {
        assert_eq!(message(&saying(message_said)).content, Content::Unknown { name: name.into() });
    }
}

#[test]
fn numbers_and_bytes_may_have_any_type() {
    for at in [
        json!(1763810007),
        json!("1763810007"),
        json!({"low": 1763810007, "high": 0, "unsigned": false}),
    ] {
        let mut body = recorded("upsert-dm-image.json");
        body["data"]["messageTimestamp"] = at;
        body["data"]["message"]["imageMessage"]["mediaKey"] = json!("AAEC");
        body["data"]["message"]["imageMessage"]["fileLength"] = json!("12345");
        assert_eq!(message(&body).at, Timestamp(1_763_810_007_000));
    }
}

#[test]
fn a_message_without_a_time_gets_the_envelopes() {
    let mut body = recorded("upsert-dm-text-lid.json");
    body["data"]["messageTimestamp"] = Value::Null;
    body["date_time"] = json!("2026-11-22T11:00:00.000Z");
    assert_eq!(message(&body).at, Timestamp(1_795_345_200_000));
    body["date_time"] = Value::Null;
    assert_eq!(message(&body).at, Timestamp(0));
}

#[test]
fn a_text_is_cut_at_65536_characters() {
    let content = message(&saying(json!({"conversation": "ñ".repeat(70_000)}))).content;
    assert_eq!(content.words().map(|text| text.chars().count()), Some(65_536));
}

#[test]
fn settings_of_a_chat_arrive_as_edits_and_are_none() {
    let mut body = recorded("edited-dm-revoke.json");
    body["data"]["type"] = json!("EPHEMERAL_SETTING");
    assert!(matches!(one(&body), Inbound::Ignored { .. }));
}

#[test]
fn edits_and_deletions_name_the_chat_only_where_it_has_one_name() {
    let chat = |file: &str| match one(&recorded(file)) {
        Inbound::Edited { chat, .. } | Inbound::Revoked { chat, .. } => {
            chat.map(|chat| chat.to_string())
        }
        other => panic!("{other:?}"),
    };
    let group = Some("120363000010000000@g.us".to_owned());
    for (file, expected) in [
        ("edited-dm-message-edit.json", None),
        ("edited-dm-revoke.json", None),
        ("delete-dm-by-peer.json", None),
        ("edited-group-message-edit.json", group.clone()),
        ("edited-group-revoke.json", group.clone()),
        ("delete-group-by-peer.json", group),
    ] {
        assert_eq!(chat(file), expected, "{file}");
    }
}

#[test]
fn edits_and_deletions_inside_an_upsert_are_understood_too() {
    let key = json!({"id": "AC01", "fromMe": false});
    let edit = json!({"protocolMessage": {"key": key, "type": 14, "editedMessage": {"conversation": "bien"}}});
    for message in [edit.clone(), json!({"editedMessage": {"message": edit}})] {
        let expected = Inbound::Edited {
            id: "AC01".into(),
            chat: None,
            content: Content::text("bien"),
            at: None,
        };
        assert_eq!(one(&saying(message)), expected);
    }
    let revoke = json!({"protocolMessage": {"key": key, "type": 0}});
    assert_eq!(one(&saying(revoke)), Inbound::Revoked { id: "AC01".into(), chat: None });
}

#[test]
fn a_deleted_status_is_a_deletion_and_every_status_word_and_number_is_known() {
    let status = |status: Value| {
        let mut body = recorded("update-dm-read.json");
        body["data"]["status"] = status;
        one(&body)
    };
    for (word, number, state) in [
        ("ERROR", 0, Delivery::Failed),
        ("SERVER_ACK", 2, Delivery::Sent),
        ("DELIVERY_ACK", 3, Delivery::Delivered),
        ("READ", 4, Delivery::Read),
        ("PLAYED", 5, Delivery::Played),
    ] {
        for value in [json!(word), json!(number)] {
            assert!(
                matches!(status(value), Inbound::Delivery { state: found, .. } if found == state),
                "{word}"
            );
        }
    }
    assert!(matches!(status(json!("DELETED")), Inbound::Ignored { .. }), "our own deletion");
    let mut theirs = recorded("update-dm-read.json");
    theirs["data"]["status"] = json!("DELETED");
    theirs["data"]["fromMe"] = json!(false);
    assert!(matches!(one(&theirs), Inbound::Revoked { .. }));
    for nothing in [json!("PENDING"), json!("NEW"), Value::Null] {
        assert!(matches!(status(nothing), Inbound::Ignored { .. }));
    }
}

#[test]
fn a_receipt_for_somebody_elses_message_is_none_of_ours() {
    let mut body = recorded("update-dm-read.json");
    body["data"]["fromMe"] = json!(false);
    assert!(matches!(one(&body), Inbound::Ignored { .. }));
}

#[test]
fn members_are_addresses_or_objects_and_object_object_is_nobody() {
    let mut body = recorded("group-participants-add.json");
    for participants in [
        json!([{"id": "200100100100100@lid", "phoneNumber": "5491150001001@s.whatsapp.net"}, "[object Object]"]),
        json!([{"id": "200100100100100@lid", "phoneNumber": "5491150001001@s.whatsapp.net"}, null, 7, {}]),
    ] {
        body["data"]["participants"] = participants;
        let Inbound::Members { people, change, .. } = one(&body) else { panic!("members") };
        assert_eq!(
            people,
            [Identity::from_jids(["200100100100100@lid", "5491150001001@s.whatsapp.net"])]
        );
        assert_eq!(change, MemberChange::Joined);
    }
    body["data"]["participants"] = json!(["[object Object]"]);
    assert!(matches!(one(&body), Inbound::Ignored { .. }));
}

#[test]
fn what_is_not_a_chat_with_people_is_ignored() {
    for chat in [
        "status@broadcast",
        "123@broadcast",
        "120363@newsletter",
        "13135550002@bot",
        "x@example.org",
    ] {
        let mut body = recorded("upsert-dm-text-lid.json");
        body["data"]["key"]["remoteJid"] = json!(chat);
        assert!(matches!(one(&body), Inbound::Ignored { .. }), "{chat}");
    }
}

#[test]
fn a_spent_qr_limit_and_a_refused_link_are_a_line_that_is_down() {
    let mut body = recorded("qrcode-updated.json");
    body["data"] =
        json!({"message": "QR code limit reached, please login again", "statusCode": 500});
    let down = Inbound::Connection {
        state: Connection::Disconnected,
        reason: Some("QR code limit reached, please login again".into()),
    };
    assert_eq!(one(&body), down);
    let mut body = recorded("connection-close.json");
    body["data"]["state"] = json!("refused");
    body["data"]["statusReason"] = json!(428);
    let refused =
        Inbound::Connection { state: Connection::Disconnected, reason: Some("status 428".into()) };
    assert_eq!(one(&body), refused);
}

#[test]
fn several_events_may_come_in_one_body_and_an_event_may_hold_several_messages() {
    let (first, second) = (recorded("upsert-dm-dup-1.json"), recorded("upsert-g-text-lid.json"));
    let both = understand(json!([first, second]).to_string().as_bytes()).expect("understood");
    assert_eq!(both, [one(&first), one(&second)]);
    let mut many = first.clone();
    many["data"] = json!([first["data"], second["data"]]);
    assert_eq!(understand(many.to_string().as_bytes()).expect("understood").len(), 2);
    assert_eq!(understand(b"[]").expect("understood"), []);
}

#[test]
fn event_names_may_be_written_the_way_they_are_subscribed() {
    let mut body = recorded("group-participants-add.json");
    body["event"] = json!("GROUP_PARTICIPANTS_UPDATE");
    assert!(matches!(one(&body), Inbound::Members { .. }));
}

#[test]
fn a_broken_body_says_what_is_wrong() {
    for (body, error) in [
        (&b"{\"event\":"[..], "the body is not JSON"),
        (b"", "the body is not JSON"),
        (b"\xff\xfe", "the body is not JSON"),
        (b"7", "the body is a number, not an object with \"event\" and \"data\""),
        (b"null", "the body is null, not an object with \"event\" and \"data\""),
        (b"{}", "the envelope has no \"event\""),
        (br#"{"event": 7}"#, "the envelope has no \"event\""),
        (br#"{"event": "messages.upsert"}"#, "\"messages.upsert\" has no usable \"data\""),
        (
            br#"{"event": "messages.upsert", "data": {}}"#,
            "\"messages.upsert\" has no usable \"key.id\"",
        ),
        (
            br#"{"event": "messages.upsert", "data": {"key": {"id": "A"}}}"#,
            "\"messages.upsert\" has no usable \"key.remoteJid\"",
        ),
        (
            br#"{"event": "groups.upsert", "data": [{"id": "1@lid"}]}"#,
            "\"groups.upsert\" has no usable \"data.id\"",
        ),
        (br#"[{"event": "call"}, {}]"#, "event 1 of the array is not understood"),
    ] {
        assert_eq!(understand(body).expect_err("broken").to_string(), error);
    }
    assert!(matches!(understand(&vec![b' '; 17 << 20]), Err(WebhookError::TooLarge(_))));
}

fn message(body: &Value) -> Incoming {
    match one(body) {
        Inbound::Message(message) => message,
        other => panic!("{other:?}"),
    }
}

/// A direct message that says this.
fn saying(message: Value) -> Value {
    let mut body = recorded("upsert-dm-text-lid.json");
    body["data"]["message"] = message;
    body
}
