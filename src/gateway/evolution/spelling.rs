//! How a file is spelled in JSON: texts with escapes, and bytes as base64, both read byte by byte.

/// Why an answer is not what it should be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Garbled(pub(super) &'static str);

/// What a byte of a text is.
pub(super) enum Read {
    /// The middle of an escape.
    Part,
    /// A character, or a byte of one. Only ASCII matters to us.
    Char(u8),
    /// The closing quotation mark.
    End,
}

/// Where in an escape a text is.
#[derive(Debug, Default)]
pub(super) enum Escape {
    #[default]
    None,
    Backslash,
    /// After `\u`: how many digits were read, and what they say.
    Unicode(u8, u16),
}

impl Escape {
    pub(super) fn read(&mut self, byte: u8) -> Result<Read, Garbled> {
        let (next, read) = match *self {
            Self::None if byte == b'\\' => (Self::Backslash, Read::Part),
            Self::None if byte == b'"' => (Self::None, Read::End),
            Self::None => return Ok(Read::Char(byte)),
            Self::Backslash if byte == b'u' => (Self::Unicode(0, 0), Read::Part),
            Self::Backslash => {
                let meant = match byte {
                    b'n' => b'\n',
                    b'r' => b'\r',
                    b't' => b'\t',
                    b'b' => 8,
                    b'f' => 12,
                    b'"' | b'\\' | b'/' => byte,
                    _ => return Err(Garbled("an escape that JSON does not have")),
                };
                (Self::None, Read::Char(meant))
            }
            Self::Unicode(count, value) => {
                let digit =
                    char::from(byte).to_digit(16).and_then(|digit| u16::try_from(digit).ok());
                let digit = digit.ok_or(Garbled("an escape that JSON does not have"))?;
                let value = (value << 4) | digit;
                if count < 3 {
                    (Self::Unicode(count + 1, value), Read::Part)
                } else {
                    // Beyond ASCII it is neither base64 nor part of a name or type that we know.
                    (Self::None, Read::Char(u8::try_from(value).unwrap_or(0xFF)))
                }
            }
        };
        *self = next;
        Ok(read)
    }
}

/// Base64 in the making: up to three bytes of a group, and the padding at the end.
#[derive(Debug, Default)]
pub(super) struct Base64 {
    bits: u32,
    count: u8,
    padding: u8,
}

impl Base64 {
    pub(super) fn read(&mut self, symbol: u8, file: &mut Vec<u8>) -> Result<(), Garbled> {
        let six = match symbol {
            b'A'..=b'Z' => symbol - b'A',
            b'a'..=b'z' => symbol - b'a' + 26,
            b'0'..=b'9' => symbol - b'0' + 52,
            b'+' => 62,
            b'/' => 63,
            // Some encoders break their lines.
            b'\r' | b'\n' => return Ok(()),
            b'=' if self.padding < 2 => {
                self.padding += 1;
                return Ok(());
            }
            _ => return Err(Garbled("the file is not base64")),
        };
        if self.padding > 0 {
            return Err(Garbled("base64 goes on after its end"));
        }
        self.bits = (self.bits << 6) | u32::from(six);
        self.count += 1;
        if self.count == 4 {
            let [_, first, second, third] = self.bits.to_be_bytes();
            file.extend_from_slice(&[first, second, third]);
            (self.bits, self.count) = (0, 0);
        }
        Ok(())
    }

    /// What is left over; padding may be missing, but not wrong.
    pub(super) fn end(&self, file: &mut Vec<u8>) -> Result<(), Garbled> {
        let short = (4 - self.count) % 4;
        if self.count == 1 || (self.padding != 0 && self.padding != short) {
            return Err(Garbled("base64 that breaks off"));
        }
        let bits = self.bits << (6 * u32::from(short));
        let [_, first, second, _] = bits.to_be_bytes();
        match self.count {
            2 => file.push(first),
            3 => file.extend_from_slice(&[first, second]),
            _ => {}
        }
        Ok(())
    }
}
