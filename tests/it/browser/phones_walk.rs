//! What a person can do with a message on the simulator's phones: all kinds of files, quotes, edits,
//! deletions, reactions, ticks; with scripts and without.

use std::path::PathBuf;

use serde_json::{Value, json};
use tempfile::TempDir;

use super::machine::{Machine, Scripts};
use super::program::Program;
use super::setting_up::becomes_administrator;
use super::window::Window;
use super::{HUGO, MARTA};

#[tokio::test]
async fn a_phone_does_with_messages_what_whatsapp_does() {
    let Some(mut machine) = Machine::start() else { return };
    let program = Program::start();
    let window = machine.open(&program.site, Scripts::On).await;
    let files = Files::new();
    becomes_administrator(&window, &program).await;
    window.menu("Simulador").await;

    does_it_all(&window, &files).await;
    let marta = window.customer(MARTA);
    assert_eq!(pictures(&window).await, [(true, 288), (true, 288), (true, 288)]);

    marta.press("Grabar una nota de voz").await;
    marta.press("Terminar y mandar la nota").await;
    window.until("a voice note", async || (marta.count("//audio").await == 2).then_some(())).await;
    assert!(lasts(&window).await, "the recording can be played");

    serves_files_safely(&window).await;
    marta.press("Archivo").await;
    window.looks_right("simulador-archivo").await;
    marta.press("Archivo").await;
    marta.message("Hola, no tengo internet").at("//summary").press_it().await;
    marta.message("Hola, no tengo internet").press("Editar").await;
    window.page().sees("Editás el mensaje de Marta Quiroga").await;
    window.looks_right("simulador-editar").await;
    marta.press("Dejarlo así").await;

    window.looks_right("simulador-mensajes").await;
    marta.message("Hola, no tengo internet").at("//summary").press_it().await;
    window.view("simulador-menu-1280", 1280, 900).await;
    window.view("simulador-menu-390", 390, 844).await;
    marta.message("Hola, no tengo internet").press("Reaccionar").await;
    window
        .until("the emojis", async || {
            (marta.count("//button[@name='emoji']").await == 7).then_some(())
        })
        .await;
    window.looks_right("simulador-reaccionar").await;

    window.close().await;
    drop(machine);
    program.stop();
}

#[tokio::test]
async fn without_scripts_a_phone_does_the_same() {
    let Some(mut machine) = Machine::start() else { return };
    let program = Program::start();
    let window = machine.open(&program.site, Scripts::Off).await;
    let files = Files::new();
    becomes_administrator(&window, &program).await;
    window.menu("Simulador").await;

    does_it_all(&window, &files).await;
    window.looks_right("sin-javascript-mensajes").await;

    window.close().await;
    drop(machine);
    program.stop();
}

async fn does_it_all(window: &Window, files: &Files) {
    let marta = window.customer(MARTA);
    marta.send_file(&files.picture, "lo que es", "La luz roja quedó prendida").await;
    marta.reads("La luz roja quedó prendida").await;
    assert_eq!(marta.count("//img[@alt='Foto']").await, 1);
    marta.quoting("La luz roja").await.write("Esta es la foto").await;
    marta.message("Esta es la foto").sees("La luz roja").await;

    marta.write("Hola, no tengo intrenet").await;
    marta.reads("intrenet").await;
    marta.edit("intrenet", "Hola, no tengo internet").await;
    marta.message("Hola, no tengo internet").sees("Editado").await;
    assert!(!marta.has("intrenet").await, "what was changed is gone");

    marta.write("esto era para otra persona").await;
    marta.delete("esto era para otra persona").await;
    assert!(!marta.has("para otra persona").await, "what was deleted is gone");

    marta.reads("1. Soporte").await;
    marta.react("1. Soporte", "👍").await;
    marta.react("1. Soporte", "❤️").await;
    assert!(!marta.message("1. Soporte").says("👍").await, "one reaction of each");

    marta.send_file(&files.document, "lo que es", "").await;
    marta.reads("parte.txt").await;
    marta.reads("TXT · 1 KB").await;
    marta.send_file(&files.picture, "sticker", "").await;
    window
        .until("a sticker", async || {
            (marta.count("//img[@alt='Sticker']").await == 1).then_some(())
        })
        .await;
    marta.send_file(&files.sound, "lo que es", "").await;
    window.until("a sound", async || (marta.count("//audio").await == 1).then_some(())).await;
    marta.send_file(&files.large, "lo que es", "").await;
    window.sees("El archivo pasa los 16 MB").await;
    marta.send_file(&files.document, "sticker", "").await;
    window.sees("probá como documento").await;

    marta.send_place("-26.8305, -65.2038", "Mi casa").await;
    marta.reads("Mi casa").await;
    marta.send_card("Vecina Rosa", "381 555-7777").await;
    marta.reads("Vecina Rosa 381 555-7777").await;

    // What Relevo has is at two ticks.
    let reached = "//ol/li[contains(., 'Esta es la foto')]//*[name()='svg'][starts-with(@aria-label, 'Entregado')]";
    window.until("two ticks", async || (marta.count(reached).await == 1).then_some(())).await;
    let hugo = window.customer(HUGO);
    hugo.write("¿Qué planes tienen?").await;
    hugo.reads("Recibimos tu mensaje").await;
    hugo.open_chat(HUGO).await;
    window
        .until("everything read", async || {
            (hugo.count("//header//button").await == 0).then_some(())
        })
        .await;
    hugo.send_file(&files.picture, "lo que es", "").await;
    window.until("a picture", async || (hugo.count("//img").await == 1).then_some(())).await;
}

/// Whether each picture has come, and how wide it is.
async fn pictures(window: &Window) -> Vec<(bool, u64)> {
    let look = "return [...document.images].map((image) => [image.complete, image.naturalWidth])";
    let all = async || {
        let found = window.client.execute(look, Vec::new()).await.ok()?;
        let pair = |pair: &Value| Some((pair[0].as_bool()?, pair[1].as_u64()?));
        let found: Vec<_> = found.as_array()?.iter().filter_map(pair).collect();
        found.iter().all(|(complete, _)| *complete).then_some(found)
    };
    window.until("all pictures", all).await
}

/// A file is given to nobody else, and as nothing that a browser could run; a form of another page is refused.
async fn serves_files_safely(window: &Window) {
    let ask = r#"
        const done = arguments[0];
        const picture = document.querySelector("img[alt=Foto]").src, paper = document.querySelector("a[download]").href;
        const look = async (url, how) => {
            const answer = await fetch(url, how);
            const header = (name) => answer.headers.get(name);
            return [answer.status, new URL(answer.url).pathname === "/login", header("content-type"), header("content-disposition"), header("x-content-type-options"), header("content-security-policy"), header("content-range"), (await answer.arrayBuffer()).byteLength];
        };
        const line = new URLSearchParams(location.search).get("linea") || "1";
        const form = new FormData();
        for (const [name, value] of [["csrf", "x"], ["linea", line], ["persona", "1"]]) form.append(name, value);
        form.append("archivo", new Blob(["x"]), "x.txt");
        Promise.all([
            look(paper), look(picture, { headers: { Range: "bytes=1-3" } }), look(picture, { credentials: "omit" }),
            look(picture.replace(/[0-9a-f]{64}/, "0".repeat(64))), look(picture.replace(/[0-9a-f]{64}/, "..%2f..%2fsimulator.jsonl")),
            look("/simulador/archivo", { method: "POST", body: form }),
        ]).then(done, (error) => done(String(error)));
    "#;
    let came = window.client.execute_async(ask, Vec::new()).await.expect("a script");
    let policy = "default-src 'none'; sandbox";
    assert_eq!(
        came[0],
        json!([200, false, "application/octet-stream", "attachment", "nosniff", policy, null, 18])
    );
    assert_eq!(came[1][0], 206, "{came}");
    assert_eq!((&came[1][2], &came[1][3]), (&json!("image/png"), &json!("inline")));
    assert_eq!(came[1][7], 3);
    assert_eq!(came[2][1], true, "whoever is not signed in is shown the door: {came}");
    assert_eq!((&came[3][0], &came[4][0]), (&json!(404), &json!(404)));
    assert_eq!(came[5][0], 403, "{came}");
    let said = window.console().await;
    assert!(said.iter().all(|said| said.contains("403")), "{said:?}");
}

/// Whether the newest sound has something to be heard.
async fn lasts(window: &Window) -> bool {
    let listen = "const done = arguments[0], sound = [...document.querySelectorAll('audio')].pop(); \
        sound.onloadedmetadata = () => done(true); sound.onerror = () => done(false); sound.load();";
    window.client.execute_async(listen, Vec::new()).await.expect("a script") == true
}

/// Files that a person has on the phone.
struct Files {
    _folder: TempDir,
    picture: PathBuf,
    document: PathBuf,
    sound: PathBuf,
    large: PathBuf,
}

impl Files {
    fn new() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let file = |name: &str, bytes: &[u8]| {
            let path = folder.path().join(name);
            std::fs::write(&path, bytes).expect("a file");
            path
        };
        let mut large = png(288, 180);
        large.resize(17 * 1024 * 1024, 0);
        Self {
            picture: file("luz.png", &png(288, 180)),
            document: file("parte.txt", b"Potencia: -27 dBm\n"),
            sound: file("tono.wav", &wav()),
            large: file("grande.png", &large),
            _folder: folder,
        }
    }
}

/// A router at dusk, with one red light.
fn png(width: u32, height: u32) -> Vec<u8> {
    let mut rows = Vec::new();
    for y in 0..height {
        rows.push(0);
        for x in 0..width {
            let shade = |from: u32, to: u32| u8::try_from((from * (height - y) + to * y) / height);
            let (dx, dy) = (x.abs_diff(width / 2), y.abs_diff(height * 3 / 5));
            let pixel = match (dx, dy) {
                _ if dx * dx + dy * dy < 80 => [255, 77, 61],
                _ if dx < width / 3 && dy < height / 6 => [42, 52, 56],
                _ => [shade(185, 90), shade(165, 80), shade(140, 110)].map(|s| s.expect("a shade")),
            };
            rows.extend(pixel);
        }
    }
    let mut packed = vec![0x78, 0x01];
    let mut blocks = rows.chunks(60_000).peekable();
    while let Some(block) = blocks.next() {
        let length = u16::try_from(block.len()).expect("short");
        packed.push(u8::from(blocks.peek().is_none()));
        packed.extend(length.to_le_bytes());
        packed.extend((!length).to_le_bytes());
        packed.extend(block);
    }
    let (a, b) = rows.iter().fold((1_u32, 0_u32), |(a, b), byte| {
        let a = (a + u32::from(*byte)) % 65_521;
        (a, (b + a) % 65_521)
    });
    packed.extend(((b << 16) | a).to_be_bytes());
    let mut head = [width.to_be_bytes(), height.to_be_bytes()].concat();
    head.extend([8, 2, 0, 0, 0]);
    let mut png = b"\x89PNG\r\n\x1a\n".to_vec();
    for (kind, data) in [(b"IHDR", head), (b"IDAT", packed), (b"IEND", Vec::new())] {
        png.extend(u32::try_from(data.len()).expect("short").to_be_bytes());
        let named = [kind.as_slice(), &data].concat();
        png.extend(&named);
        png.extend(crc(&named).to_be_bytes());
    }
    png
}

fn crc(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(!0, |crc, byte| {
        (0..8).fold(crc ^ u32::from(*byte), |crc, _| {
            (crc >> 1) ^ (0xedb8_8320 & (crc & 1).wrapping_neg())
        })
    })
}

/// A tenth of a second of silence.
fn wav() -> Vec<u8> {
    let data = vec![128_u8; 800];
    let length = u32::try_from(data.len()).expect("short");
    let mut wav = b"RIFF".to_vec();
    wav.extend((length + 36).to_le_bytes());
    wav.extend(b"WAVEfmt ");
    wav.extend(16_u32.to_le_bytes());
    wav.extend([1_u16, 1].map(u16::to_le_bytes).concat());
    wav.extend([8_000_u32, 8_000].map(u32::to_le_bytes).concat());
    wav.extend([1_u16, 8].map(u16::to_le_bytes).concat());
    wav.extend(b"data");
    wav.extend(length.to_le_bytes());
    wav.extend(data);
    wav
}
