//! Takes the file out of an answer while it arrives: the text `base64` of a JSON object, and before it
//! `mimetype`. The answer is never whole in memory.
//!
//! Reads JSON as servers write it, byte by byte, in any cut. What is inside other fields is skipped, however
//! large; what is wrong there is none of our concern.

use super::spelling::{Base64, Escape, Garbled, Read};

/// Bytes of a field's name that are compared; longer names are none of ours.
const NAME_MOST: usize = 64;
/// Bytes of the type.
const MIME_MOST: usize = 128;

/// How far the file is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Progress {
    /// Not seen yet.
    Before,
    /// Its bytes are coming.
    Within,
    /// All of it was there.
    Whole,
    /// The answer says that there is none: `base64` is null, or missing.
    Absent,
}

/// The field that a text belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Field {
    Mime,
    File,
    Other,
}

#[derive(Debug)]
enum State {
    /// Before the object.
    Start,
    /// Between fields: a name, a comma, or the end.
    Between,
    /// In a field's name.
    Name(Vec<u8>),
    /// After a field's name.
    Colon(Field),
    /// After the colon.
    Value(Field),
    /// In a text.
    Text(Field),
    /// In an array or object, so deep, perhaps in a text of it, perhaps after a backslash.
    Nested { depth: u64, in_text: bool, escaped: bool },
    /// In a number, `true`, `false` or `null`.
    Bare,
    /// After the file, or the end of the object.
    Over,
}

/// Reads an answer piece by piece.
#[derive(Debug)]
pub(super) struct Answer {
    state: State,
    escape: Escape,
    base64: Base64,
    mime: Vec<u8>,
    progress: Progress,
}

impl Answer {
    pub(super) fn new() -> Self {
        Self {
            state: State::Start,
            escape: Escape::default(),
            base64: Base64::default(),
            mime: Vec::new(),
            progress: Progress::Before,
        }
    }

    pub(super) fn progress(&self) -> Progress {
        self.progress
    }

    /// The type, if the answer gave it before the file.
    pub(super) fn mime(&self) -> Option<String> {
        let mime = std::str::from_utf8(&self.mime).ok()?.trim();
        let is_readable = mime.bytes().all(|b| b.is_ascii_graphic() || b == b' ');
        (!mime.is_empty() && is_readable).then(|| mime.to_owned())
    }

    /// Reads a piece, and adds what it holds of the file to `file`.
    pub(super) fn feed(&mut self, piece: &[u8], file: &mut Vec<u8>) -> Result<(), Garbled> {
        for byte in piece {
            self.step(*byte, file)?;
        }
        Ok(())
    }

    fn step(&mut self, byte: u8, file: &mut Vec<u8>) -> Result<(), Garbled> {
        let next = match &mut self.state {
            // Texts come first: nearly every byte is in one.
            State::Text(field) => {
                let field = *field;
                let read = self.escape.read(byte)?;
                return match (read, field) {
                    (Read::Part, _) => Ok(()),
                    (Read::Char(c), Field::File) => self.base64.read(c, file),
                    (Read::Char(c), Field::Mime) => {
                        if self.mime.len() < MIME_MOST {
                            self.mime.push(c);
                        }
                        Ok(())
                    }
                    (Read::Char(_), Field::Other) => Ok(()),
                    (Read::End, Field::File) => {
                        self.base64.end(file)?;
                        self.progress = Progress::Whole;
                        self.state = State::Over;
                        Ok(())
                    }
                    (Read::End, Field::Mime | Field::Other) => {
                        self.state = State::Between;
                        Ok(())
                    }
                };
            }
            State::Over => return Ok(()),
            State::Nested { depth, in_text, escaped } => {
                match (byte, *in_text) {
                    _ if *escaped => *escaped = false,
                    (b'\\', true) => *escaped = true,
                    (b'"', _) => *in_text = !*in_text,
                    (b'[' | b'{', false) => *depth += 1,
                    (b']' | b'}', false) => *depth -= 1,
                    _ => {}
                }
                (*depth == 0).then_some(State::Between)
            }
            State::Name(name) => match self.escape.read(byte)? {
                Read::Part => None,
                Read::Char(c) => {
                    if name.len() <= NAME_MOST {
                        name.push(c);
                    }
                    None
                }
                Read::End => Some(State::Colon(match name.as_slice() {
                    b"mimetype" => Field::Mime,
                    b"base64" => Field::File,
                    _ => Field::Other,
                })),
            },
            State::Bare if byte == b',' => Some(State::Between),
            State::Bare if byte == b'}' => Some(self.over()),
            State::Bare => None,
            State::Start | State::Between | State::Colon(_) | State::Value(_)
                if byte.is_ascii_whitespace() =>
            {
                None
            }
            // A mark that some servers put before JSON.
            State::Start if matches!(byte, 0xEF | 0xBB | 0xBF) => None,
            State::Start if byte == b'{' => Some(State::Between),
            State::Start => return Err(Garbled("the answer is no JSON object")),
            State::Between if byte == b'"' => Some(State::Name(Vec::new())),
            State::Between if byte == b',' => None,
            State::Between if byte == b'}' => Some(self.over()),
            State::Colon(field) if byte == b':' => Some(State::Value(*field)),
            State::Value(field) => {
                let field = *field;
                Some(self.begun(field, byte))
            }
            State::Between | State::Colon(_) => return Err(Garbled("the answer is not JSON")),
        };
        if let Some(next) = next {
            self.state = next;
        }
        Ok(())
    }

    /// A value begins with this byte.
    fn begun(&mut self, field: Field, byte: u8) -> State {
        match (byte, field) {
            (b'"', Field::File) => {
                self.progress = Progress::Within;
                State::Text(Field::File)
            }
            (b'"', field) => {
                if field == Field::Mime {
                    self.mime.clear();
                }
                State::Text(field)
            }
            // Null, or nothing that could be a file.
            (_, Field::File) => self.over(),
            (b'[' | b'{', _) => State::Nested { depth: 1, in_text: false, escaped: false },
            _ => State::Bare,
        }
    }

    fn over(&mut self) -> State {
        self.progress = Progress::Absent;
        State::Over
    }
}

#[cfg(test)]
mod tests {
    use base64::Engine as _;
    use base64::prelude::{BASE64_STANDARD, BASE64_STANDARD_NO_PAD};
    use proptest::prelude::*;
    use serde_json::{Value, json};

    use super::*;

    type Found = (Vec<u8>, Option<String>, Progress);

    /// What is found in an answer that arrives in pieces of these lengths, over and over.
    fn read(answer: &[u8], lengths: &[usize]) -> Result<Found, Garbled> {
        let (mut reader, mut file, mut rest) = (Answer::new(), Vec::new(), answer);
        for length in lengths.iter().cycle() {
            if rest.is_empty() {
                break;
            }
            let (piece, others) = rest.split_at((*length).clamp(1, rest.len()));
            reader.feed(piece, &mut file)?;
            rest = others;
        }
        Ok((file, reader.mime(), reader.progress()))
    }

    fn whole(answer: &str) -> Result<Found, Garbled> {
        read(answer.as_bytes(), &[usize::MAX])
    }

    #[test]
    fn the_file_of_a_real_answer_is_found_wherever_it_is_cut() {
        let answer = r#"{"mediaType":"imageMessage","fileName":"a \"b\\.png","caption":"ñ {[}] base64\":\"","size":{"fileLength":{"low":4,"high":0,"unsigned":true},"note":"}\"{","height":[1,[2]]},"mimetype":"image\/png","base64":"iVBOR\/8=","buffer":null}"#;
        let file = BASE64_STANDARD.decode("iVBOR/8=").unwrap();
        for cut in 1..answer.len() {
            let found = read(answer.as_bytes(), &[cut, answer.len()]).unwrap();
            assert_eq!(found, (file.clone(), Some("image/png".into()), Progress::Whole), "{cut}");
        }
        assert_eq!(read(answer.as_bytes(), &[1]).unwrap().0, file);
    }

    #[test]
    fn a_file_that_is_not_there_is_told_from_one_that_breaks_off() {
        for (answer, progress) in [
            ("", Progress::Before),
            (r#"{"mimetype":"image/png","base6"#, Progress::Before),
            (r#"{"mimetype":"image/png","base64":"#, Progress::Before),
            (r#"{"base64":"iVBO"#, Progress::Within),
            (r#"{"base64":"iVBO\"#, Progress::Within),
            (r#"{"base64":"iVBO""#, Progress::Whole),
            (r#"{"base64":null}"#, Progress::Absent),
            (r#"{"base64":{"type":"Buffer"}}"#, Progress::Absent),
            (r#"{"size":{"base64":"iVBO"}}"#, Progress::Absent),
            (r#"{"caption":true}"#, Progress::Absent),
            ("{}", Progress::Absent),
            (r#"{"base64":""}"#, Progress::Whole),
        ] {
            assert_eq!(whole(answer).unwrap().2, progress, "{answer}");
        }
    }

    #[test]
    fn a_type_after_the_file_or_none_to_read_is_none() {
        for answer in [
            r#"{"base64":"iVBO","mimetype":"image/png"}"#,
            r#"{"mimetype":null,"base64":"iVBO"}"#,
            r#"{"mimetype":"","base64":"iVBO"}"#,
            r#"{"mimetype":"a\u0000b","base64":"iVBO"}"#,
            r#"{"mimetype":"ima\u0144e","base64":"iVBO"}"#,
        ] {
            assert_eq!(whole(answer).unwrap().1, None, "{answer}");
        }
        let long = format!(r#"{{"mimetype":"{}","base64":"iVBO"}}"#, "x".repeat(100_000));
        assert_eq!(whole(&long).unwrap().1.map(|mime| mime.len()), Some(MIME_MOST));
        let escaped = r#"{"m\u0069metype":"image\u002fpng","b\u0061se64":"iVB\u004f"}"#;
        assert_eq!(whole(escaped).unwrap().1.as_deref(), Some("image/png"));
    }

    #[test]
    fn what_is_not_base64_or_not_json_is_refused() {
        for answer in [
            "[1]",
            "<html>",
            "nothing",
            r#"{base64:"iVBO"}"#,
            r#"{"base64" "iVBO"}"#,
            r#"{"base64":"data:image/png;base64,iVBO"}"#,
            r#"{"base64":"iV_O"}"#,
            r#"{"base64":"i"}"#,
            r#"{"base64":"iV=O"}"#,
            r#"{"base64":"iVBO="}"#,
            r#"{"base64":"iV==="}"#,
            r#"{"base64":"iV="}"#,
            r#"{"base64":"\x"}"#,
            r#"{"base64":"\u00g0"}"#,
        ] {
            assert!(whole(answer).is_err(), "{answer}");
        }
    }

    #[test]
    fn other_fields_are_skipped_however_large_or_deep() {
        let deep = format!("{}{}", "[".repeat(100_000), "]".repeat(100_000));
        let name = "n".repeat(100_000);
        let answer = format!(r#"{{"{name}":{deep},"a":-1.5e9,"b":[{{"c":"]"}}],"base64":"iVBO"}}"#);
        assert_eq!(whole(&answer).unwrap().0, [0x89, 0x50, 0x4E]);
    }

    proptest! {
        #[test]
        fn any_file_comes_whole_in_any_pieces(
            file in prop::collection::vec(any::<u8>(), 0..300),
            before in fields(), after in fields(),
            lengths in prop::collection::vec(1_usize..40, 1..8),
            slashes in any::<bool>(), padded in any::<bool>(), spaced in any::<bool>(),
        ) {
            let encoded = if padded { BASE64_STANDARD.encode(&file) } else { BASE64_STANDARD_NO_PAD.encode(&file) };
            let encoded = if slashes { encoded.replace('/', "\\/") } else { encoded };
            let gap = if spaced { " \n" } else { "" };
            let field = |(name, value): &(String, Value)| format!("{}{gap}:{gap}{value}{gap},{gap}", json!(name));
            let before: String = before.iter().map(field).collect();
            let after: String = after.iter().map(field).collect();
            let answer = format!(
                "{gap}{{{gap}{before}\"mimetype\":\"audio/ogg; codecs=opus\",\"base64\":{gap}\"{encoded}\",{after}\"x\":1}}"
            );
            let found = read(answer.as_bytes(), &lengths).unwrap();
            prop_assert_eq!(found, (file, Some("audio/ogg; codecs=opus".into()), Progress::Whole));
        }

        #[test]
        fn any_bytes_in_any_pieces_are_read_alike_and_without_panic(
            bytes in prop::collection::vec(prop::sample::select(b"{}[]\",:\\u0041base64mimetypeiVBO= \xEF".to_vec()), 0..200),
            lengths in prop::collection::vec(1_usize..20, 1..5),
        ) {
            prop_assert_eq!(read(&bytes, &lengths).ok(), read(&bytes, &[usize::MAX]).ok());
        }
    }

    /// Fields that are none of ours, with our names inside them.
    fn fields() -> impl Strategy<Value = Vec<(String, Value)>> {
        let leaf = prop_oneof![
            Just(Value::Null),
            any::<bool>().prop_map(Value::from),
            any::<i32>().prop_map(Value::from),
            ".{0,8}".prop_map(Value::from),
            Just(json!("base64\":\"AAAA\"}")),
            Just(json!({"base64": "AAAA", "mimetype": "x/y"})),
        ];
        let value = leaf.prop_recursive(3, 12, 3, |inner| {
            prop::collection::vec(inner, 0..4).prop_map(Value::from)
        });
        let name = "[^b]{0,6}".prop_filter("one of ours", |name| name != "mimetype");
        prop::collection::vec((name, value), 0..4)
    }
}
