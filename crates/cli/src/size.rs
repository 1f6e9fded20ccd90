//! What files weigh on their way to a visitor. `cargo xtask size` reads this file too.

use std::io::{self, Write};

/// Bytes as they are, and as they travel.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Size {
    pub(crate) raw: usize,
    pub(crate) gzip: usize,
    pub(crate) brotli: usize,
}

impl Size {
    /// What `bytes` weigh. Each file travels by itself, so each is compressed by itself.
    ///
    /// # Errors
    /// They cannot be compressed.
    pub(crate) fn of(bytes: &[u8]) -> io::Result<Size> {
        let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
        gzip.write_all(bytes)?;
        let mut brotli = Vec::new();
        let quality = brotli::enc::BrotliEncoderParams {
            quality: 11,
            ..Default::default()
        };
        brotli::BrotliCompress(&mut &bytes[..], &mut brotli, &quality)?;
        Ok(Size {
            raw: bytes.len(),
            gzip: gzip.finish()?.len(),
            brotli: brotli.len(),
        })
    }
}

impl std::ops::AddAssign for Size {
    fn add_assign(&mut self, other: Size) {
        self.raw += other.raw;
        self.gzip += other.gzip;
        self.brotli += other.brotli;
    }
}

impl std::fmt::Display for Size {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Size { raw, gzip, brotli } = self;
        write!(out, "{raw:>9} {gzip:>9} {brotli:>9}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_travels_lighter_than_it_is() {
        let size = Size::of("consent ".repeat(100).as_bytes()).unwrap();
        assert_eq!(size.raw, 800);
        assert!(size.brotli < size.gzip && size.gzip < size.raw);
    }
}
