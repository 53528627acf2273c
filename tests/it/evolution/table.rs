//! What each recorded webhook body means. A file without a line here fails.

use super::meaning::{folder, meaning};

#[test]
fn every_recorded_body_means_what_the_table_says() {
    let mut files: Vec<String> = std::fs::read_dir(folder())
        .expect("fixtures")
        .map(|entry| entry.expect("an entry").file_name().into_string().expect("a name"))
        .filter(|name| name.ends_with(".json"))
        .collect();
    files.sort();
    let found: Vec<(String, String)> = files
        .iter()
        .map(|name| {
            (name.clone(), meaning(&std::fs::read(folder().join(name)).expect("a fixture")))
        })
        .collect();
    for ((file, found), (expected_file, expected)) in found.iter().zip(MEANINGS) {
        assert_eq!((file.as_str(), found.as_str()), (*expected_file, *expected));
    }
    assert_eq!(found.len(), MEANINGS.len(), "each file has a line, each line a file");
}

#[rustfmt::skip]
const MEANINGS: &[(&str, &str)] = &[
    ("call.json", "ignored: a call; Relevo takes none"),
    ("chats-update.json", "ignored: chats.update says nothing that Relevo needs"),
    ("chats-upsert.json", "ignored: chats.upsert says nothing that Relevo needs"),
    ("connection-close.json", "Disconnected logged-out"),
    ("connection-connecting.json", "Connecting -"),
    ("connection-open.json", "Connected -"),
    ("contacts-update.json", "ignored: contacts.update says nothing that Relevo needs"),
    ("contacts-upsert.json", "ignored: contacts.upsert says nothing that Relevo needs"),
    ("delete-by-us-full-record.json", "ignored: our own deletion, which Relevo asked for"),
    ("delete-dm-by-peer.json", "revoked AC00121EB8351EB851EB851EB8351EB1 in ?"),
    ("delete-group-by-peer.json", "revoked AC00223A069D3A06D3A06D3A069D39F9 in 120363000010000000@g.us"),
    ("derived-upsert-dm-image-base64.json", r#"5491150001001@s.whatsapp.net | +5491150001001 "Ana Gómez" 1763810042000: Image "foto del router" <1 AC0008B975230ECA8641FDB975230EC7 = image/jpeg, 12345 bytes>"#),
    ("derived-upsert-dm-image-s3.json", r#"5491150001001@s.whatsapp.net | +5491150001001 "Ana Gómez" 1763810042000: Image "foto del router" <1 AC0008B975230ECA8641FDB975230EC7 https://s3.example/evolution/inst/5491150001001%40s.whatsapp.net/image/1763810042_AC0008.jpg?X-Amz-Signature=x = image/jpeg, 12345 bytes>"#),
    ("edited-dm-message-edit.json", r#"edited AC0010C71C571C71C71C71C71C571C6B in ? at 1763810003123: "mensaje con error""#),
    ("edited-dm-revoke.json", "revoked AC00121EB8351EB851EB851EB8351EB1 in ?"),
    ("edited-group-message-edit.json", r#"edited AC00223A069D3A06D3A06D3A069D39F9 in 120363000010000000@g.us at 1763810009123: "Por favor reinicie el router""#),
    ("edited-group-revoke.json", "revoked AC00223A069D3A06D3A06D3A069D39F9 in 120363000010000000@g.us"),
    ("group-participants-add.json", "120363000010000000@g.us Joined: +5491150001001/lid:200100100100100"),
    ("group-participants-demote.json", "120363000010000000@g.us Demoted: +5491150001002/lid:200100100100200"),
    ("group-participants-promote.json", "120363000010000000@g.us Promoted: +5491150001002/lid:200100100100200"),
    ("group-participants-remove-2.json", "120363000010000000@g.us Left: +5491150001001/lid:200100100100100"),
    ("group-participants-remove.json", "120363000010000000@g.us Left: +5491150001001/lid:200100100100100"),
    ("groups-upsert-2.json", r#"group 120363000010000001@g.us "Soporte - Beto": +5491150009999/lid:199900001111222, +5491150001002/lid:200100100100200"#),
    ("groups-upsert.json", r#"group 120363000010000000@g.us "Soporte - Ana": +5491150009999/lid:199900001111222, +5491150001001/lid:200100100100100, +5511990001003/lid:200100100100300"#),
    ("instance-delete.json", "Disconnected instance-removed"),
    ("logout-instance.json", "Disconnected logged-out"),
    ("presence-update.json", "200100100100100@lid | lid:200100100100100 types: true"),
    ("qrcode-updated.json", "qr 2@AAAAfakeqrAAAA,BBBB=,CCCC=,DDDD="),
    ("remove-instance.json", "Disconnected instance-removed"),
    ("send-message-dm-audioMessage-2.json", "echo sent 3EB07692C04B703B8F8223 in 5491150001001@s.whatsapp.net: Voice <1 3EB07692C04B703B8F8223 = audio/ogg; codecs=opus, 70 bytes>"),
    ("send-message-dm-audioMessage.json", "echo sent 3EB08443848F106446EAB5 in 5491150001001@s.whatsapp.net: Voice <1 3EB08443848F106446EAB5 = audio/ogg; codecs=opus, 9577 bytes, 0 s>"),
    ("send-message-dm-contactMessage.json", "echo sent 3EB06BD40CB2431505B68F in 5491150001001@s.whatsapp.net: cards Carlos Pérez +54 9 11 5000-2222"),
    ("send-message-dm-conversation-2.json", r#"echo sent 3EB0241CB9DEDD6B73ADAF in 5491150001001@s.whatsapp.net: "digits""#),
    ("send-message-dm-conversation-3.json", r#"echo sent 3EB0727DB207DE35B3944D in 5491150001001@s.whatsapp.net: "cito id desconocido""#),
    ("send-message-dm-conversation-quoted.json", r#"echo sent 3EB00967B9C1B95C8A4B47 in 5491150001001@s.whatsapp.net: "cito por id""#),
    ("send-message-dm-conversation.json", r#"echo sent 3EB04C9ACEB7464E0BFE22 in 5491150001001@s.whatsapp.net: "Hola, ¿en qué podemos ayudarte?""#),
    ("send-message-dm-documentMessage.json", r#"echo sent 3EB0D4B0CB9901A381626E in 5491150001001@s.whatsapp.net: Document file factura.pdf "factura" <1 3EB0D4B0CB9901A381626E = application/pdf, 70 bytes>"#),
    ("send-message-dm-imageMessage.json", r#"echo sent 3EB03E08F2E9E5EA71A46B in 5491150001001@s.whatsapp.net: Image "foto" <1 3EB03E08F2E9E5EA71A46B = image/png, 270 bytes>"#),
    ("send-message-dm-locationMessage.json", "echo sent 3EB053BE30CD48401A3C9F in 5491150001001@s.whatsapp.net: at -34.6,-58.38 Obelisco"),
    ("send-message-dm-reactionMessage.json", "ignored: the line's own reaction"),
    ("send-message-dm-stickerMessage.json", "echo sent 3EB0240ECC9237DCC0A0DD in 5491150001001@s.whatsapp.net: Sticker <1 3EB0240ECC9237DCC0A0DD = image/webp, 96 bytes>"),
    ("send-message-group-conversation-quoted.json", r#"echo sent 3EB0618BEEF63B6391479B in 120363000010000000@g.us: "cito en grupo""#),
    ("send-message-group-conversation.json", r#"echo sent 3EB0774B23787369D4194D in 120363000010000000@g.us: "🎫 Ticket #42 (Soporte)\nCliente: Ana\nResponda citando este mensaje para tomarlo""#),
    ("send-message-group-reactionMessage.json", "ignored: the line's own reaction"),
    ("send-message-update.json", "ignored: our own edit, which Relevo asked for"),
    ("status-instance.json", "Disconnected logged-out"),
    ("update-dm-delivery-ack.json", "Delivered 3EB04C9ACEB7464E0BFE22 in 5491150001001@s.whatsapp.net"),
    ("update-dm-error.json", "Failed 3EB04C9ACEB7464E0BFE22 in 5491150001001@s.whatsapp.net"),
    ("update-dm-played.json", "Played 3EB04C9ACEB7464E0BFE22 in 5491150001001@s.whatsapp.net"),
    ("update-dm-read.json", "Read 3EB04C9ACEB7464E0BFE22 in 5491150001001@s.whatsapp.net"),
    ("update-dm-server-ack.json", "Sent 3EB04C9ACEB7464E0BFE22 in 5491150001001@s.whatsapp.net"),
    ("update-group-delivery-ack.json", "Delivered 3EB0774B23787369D4194D in 120363000010000000@g.us"),
    ("update-group-edit-echo.json", "ignored: repeats an edit that messages.edited reports"),
    ("update-group-read.json", "Read 3EB0774B23787369D4194D in 120363000010000000@g.us"),
    ("update-lid-edit-echo.json", "ignored: repeats an edit that messages.edited reports"),
    ("update-lid-read.json", "Read 3EB04C9ACEB7464E0BFE22 in 200100100100100@lid"),
    ("upsert-dm-append-offline.json", r#"5491150001001@s.whatsapp.net | +5491150001001 "Ana Gómez" 1763810217000: "llegó mientras estabas desconectado""#),
    ("upsert-dm-buttons-reply.json", r#"5491150001001@s.whatsapp.net | +5491150001001 "Ana Gómez" 1763810175000: chose Soporte > 3EB0AAAA by lid:199900001111222 "menú""#),
    ("upsert-dm-contact.json", r#"5491150001001@s.whatsapp.net | +5491150001001 "Ana Gómez" 1763810098000: cards Carlos Pérez +54 9 11 5000-2222"#),
    ("upsert-dm-contacts.json", r#"5491150001001@s.whatsapp.net | +5491150001001 "Ana Gómez" 1763810105000: cards Uno, Dos"#),
    ("upsert-dm-ctwa-ad.json", r#"5511990001003@s.whatsapp.net | +5511990001003 "João Silva" 1763810203000: "Olá! Tenho interesse""#),
    ("upsert-dm-document-caption.json", r#"5491150001001@s.whatsapp.net | +5491150001001 "Ana Gómez" 1763810070000: Document file contrato.pdf "acá va el contrato" <1 AC000B68ACDF13579BE02468ACDF1353 = application/pdf, 12345 bytes>"#),
    ("upsert-dm-document.json", r#"5491150001001@s.whatsapp.net | +5491150001001 "Ana Gómez" 1763810063000: Document file factura.pdf <1 AC000ABCDEF0123456789ABCDEF01230 = application/pdf, 12345 bytes>"#),
    ("upsert-dm-dup-1.json", r#"5491150001001@s.whatsapp.net | +5491150001001 "Ana Gómez" 1763810224000: "duplicado""#),
    ("upsert-dm-dup-2.json", r#"5491150001001@s.whatsapp.net | +5491150001001 "Ana Gómez" 1763810231000: "duplicado""#),
    ("upsert-dm-ephemeral-image.json", r#"5491150001001@s.whatsapp.net | +5491150001001 "Ana Gómez" 1763810161000: Image "temporal" <1 AC00142222022222222222222202221A = image/jpeg, 12345 bytes>"#),
    ("upsert-dm-ephemeral-text.json", r#"5491150001001@s.whatsapp.net | +5491150001001 "Ana Gómez" 1763810154000: "mensaje temporal""#),
    ("upsert-dm-exttext-link.json", r#"5491150001001@s.whatsapp.net | +5491150001001 "Ana Gómez" 1763810028000: "mirá https://example.com/x""#),
    ("upsert-dm-fromme-phone.json", r#"echo typed AC0018D4C38B2A1907F6E5D4C38B2A0F in 5491150001001@s.whatsapp.net: "respondido desde el teléfono""#),
    ("upsert-dm-image.json", r#"5491150001001@s.whatsapp.net | +5491150001001 "Ana Gómez" 1763810042000: Image "foto del router" <1 AC0008B975230ECA8641FDB975230EC7 = image/jpeg, 12345 bytes>"#),
    ("upsert-dm-list-reply.json", r#"5491150001001@s.whatsapp.net | +5491150001001 "Ana Gómez" 1763810182000: chose Ventas"#),
    ("upsert-dm-live-location.json", r#"5491150001001@s.whatsapp.net | +5491150001001 "Ana Gómez" 1763810091000: live -34.6,-58.4 voy"#),
    ("upsert-dm-location.json", r#"5491150001001@s.whatsapp.net | +5491150001001 "Ana Gómez" 1763810084000: at -34.6037,-58.3816 Obelisco"#),
    ("upsert-dm-poll.json", r#"5491150001001@s.whatsapp.net | +5491150001001 "Ana Gómez" 1763810189000: poll ¿Cuál? A/B"#),
    ("upsert-dm-ptv.json", r#"5491150001001@s.whatsapp.net | +5491150001001 "Ana Gómez" 1763810196000: VideoNote <1 AC00177D27AD27D27D27D27D27AD27C9 = video/mp4, 12345 bytes, 5 s>"#),
    ("upsert-dm-quote-bot.json", r#"5491150001001@s.whatsapp.net | +5491150001001 "Ana Gómez" 1763810035000: "¿esto?" > 3EB04C9ACEB7464E0BFE22 by lid:199900001111222 "Hola, ¿en qué podemos ayudarte?""#),
    ("upsert-dm-reaction-removed.json", r#"5491150001001@s.whatsapp.net | +5491150001001 reacts "" to 3EB04C9ACEB7464E0BFE22"#),
    ("upsert-dm-reaction.json", r#"5491150001001@s.whatsapp.net | +5491150001001 reacts "👍" to 3EB04C9ACEB7464E0BFE22"#),
    ("upsert-dm-sticker.json", r#"5491150001001@s.whatsapp.net | +5491150001001 "Ana Gómez" 1763810077000: Sticker <1 AC000C147ACE147AE147AE147ACE1476 = image/webp, 12345 bytes>"#),
    ("upsert-dm-text-br-ios.json", r#"5511990001003@s.whatsapp.net | +5511990001003 "João Silva" 1763810021000: "Bom dia! Preciso de ajuda""#),
    ("upsert-dm-text-lid.json", r#"5491150001001@s.whatsapp.net | +5491150001001 "Ana Gómez" 1763810007000: "Hola, no me anda el wifi""#),
    ("upsert-dm-text-pn.json", r#"5491150001001@s.whatsapp.net | +5491150001001/lid:200100100100100 "Ana Gómez" 1763810014000: "sigo esperando""#),
    ("upsert-dm-to-be-edited.json", r#"5491150001001@s.whatsapp.net | +5491150001001 "Ana Gómez" 1763810126000: "mensaje con herror""#),
    ("upsert-dm-to-be-revoked.json", r#"5491150001001@s.whatsapp.net | +5491150001001 "Ana Gómez" 1763810140000: "esto lo borro""#),
    ("upsert-dm-video.json", r#"5491150001001@s.whatsapp.net | +5491150001001 "Ana Gómez" 1763810056000: Video "video" <1 AC000A1111011111111111111101110D = video/mp4, 12345 bytes, 12 s>"#),
    ("upsert-dm-viewonce-image.json", r#"5491150001001@s.whatsapp.net | +5491150001001 "Ana Gómez" 1763810168000: Image once <1 AC0014CDEFF123456789ABCDEFF1233D = image/jpeg, 12345 bytes>"#),
    ("upsert-dm-voice.json", r#"5491150001001@s.whatsapp.net | +5491150001001 "Ana Gómez" 1763810049000: Voice <1 AC00096543120FEDCBA9876543120FEA = audio/ogg; codecs=opus, 12345 bytes, 7 s>"#),
    ("upsert-g-command-fin.json", r#"120363000010000000@g.us | +5491150001002/lid:200100100100200 "Beto (Agente)" 1763810294000: "/fin""#),
    ("upsert-g-ephemeral-quote.json", r#"120363000099999999@g.us | +5491150001002/lid:200100100100200 "Beto (Agente)" 1763810301000: "lo tomo yo" > 3EB0774B23787369D4194D by lid:199900001111222 "🎫 Ticket #42""#),
    ("upsert-g-forwarded-image.json", r#"120363000010000000@g.us | +5491150001002/lid:200100100100200 "Beto (Agente)" 1763810336000: Image "instructivo" <1 AC00243D706A3D70A3D70A3D706A3D62 = image/jpeg, 12345 bytes>"#),
    ("upsert-g-mention-bot.json", r#"120363000099999999@g.us | +5491150001002/lid:200100100100200 "Beto (Agente)" 1763810287000: "@199900001111222 /cliente" @lid:199900001111222"#),
    ("upsert-g-quote-announcement-pn.json", r#"120363000099999999@g.us | +5491150001002/lid:200100100100200 "Beto (Agente)" 1763810266000: "mío" > 3EB0774B23787369D4194D by +5491150009999 "🎫 Ticket #42 (Soporte)""#),
    ("upsert-g-quote-announcement.json", r#"120363000099999999@g.us | +5491150001002/lid:200100100100200 "Beto (Agente)" 1763810259000: "lo tomo" > 3EB0774B23787369D4194D by lid:199900001111222 "🎫 Ticket #42 (Soporte)\nCliente: Ana""#),
    ("upsert-g-quote-with-image.json", r#"120363000099999999@g.us | +5491150001002/lid:200100100100200 "Beto (Agente)" 1763810273000: Image "/info" <1 AC001E33330333333333333333033327 = image/jpeg, 12345 bytes> > 3EB0774B23787369D4194D by lid:199900001111222 "🎫 Ticket #42""#),
    ("upsert-g-quote-with-voice.json", r#"120363000099999999@g.us | +5491150001002/lid:200100100100200 "Beto (Agente)" 1763810280000: Voice <1 AC001EDF00F23456789ABCDF00F2344A = audio/ogg; codecs=opus, 12345 bytes, 3 s> > 3EB0774B23787369D4194D by lid:199900001111222 "🎫 Ticket #42""#),
    ("upsert-g-reaction.json", r#"120363000099999999@g.us | +5491150001002/lid:200100100100200 reacts "✅" to 3EB0774B23787369D4194D"#),
    ("upsert-g-text-lid.json", r#"120363000099999999@g.us | +5491150001002/lid:200100100100200 "Beto (Agente)" 1763810245000: "buen día equipo""#),
    ("upsert-g-text-pn.json", r#"120363000099999999@g.us | +5491150001002/lid:200100100100200 "Beto (Agente)" 1763810252000: "grupo en modo pn""#),
    ("upsert-g-to-edit.json", r#"120363000010000000@g.us | +5491150001002/lid:200100100100200 "Beto (Agente)" 1763810315000: "le digo que reinicie""#),
    ("v2.2.3-upsert-dm-lid-only.json", r#"137180000000001@lid | lid:137180000000001 "Rodrigo" 1773027345000: "Oi""#),
    ("v2.3.0-upsert-dm-senderPn.json", r#"117820000490476@lid | +553180000026/lid:117820000490476 "Pedro" 1767026465000: "eae""#),
    ("v2.3.0-upsert-fromme-senderPn-is-lid.json", r#"echo typed 3EB0AA00BB11CC22DD33 in 273440000936520@lid: "respuesta desde otro dispositivo""#),
    ("v2.3.0-upsert-group-quote-participantPn.json", r#"120363404000000094@g.us | +5214770000823/lid:61070000195589 "Pedro" 1767026465000: "lo tomo" > 3EB0774B23787369D4194D by +553184000030 "Ticket #42""#),
    ("v2.3.5-group-participants-add.json", "120363000010000000@g.us Joined: +5511900005438/lid:131150000875721"),
    ("v2.3.5-upsert-group-legacy-jid.json", r#"554184000069-1488774100@g.us | +558380000037/lid:112920000142781 "Ronaldo S." 1761000000000: "https://www.youtube.com/live/xxxxxxxxxxx""#),
    ("v2.3.6-upsert-dm-fromme-phone.json", r#"echo typed AC0018D4C38B2A1907F6E5D4C38B2A0F in 200100100100100@lid: "respondido desde el teléfono""#),
    ("v2.3.6-upsert-dm-quote-bot.json", r#"200100100100100@lid | +5491150001001/lid:200100100100100 "Ana Gómez" 1763810035000: "¿esto?" > 3EB04C9ACEB7464E0BFE22 by lid:199900001111222 "Hola, ¿en qué podemos ayudarte?""#),
    ("v2.3.6-upsert-dm-text-lid.json", r#"200100100100100@lid | +5491150001001/lid:200100100100100 "Ana Gómez" 1763810007000: "Hola, no me anda el wifi""#),
    ("v2.3.7-global-error-webhook.json", "ignored: the gateway reports a refused request (status 400)"),
];
