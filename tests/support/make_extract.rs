//! Makes extracts that cannot be kept as text: other encodings, compressed
//! files, workbooks, Parquet, and damaged ones of each. A workbook is made from
//! CSV in which a cell may say its type: `date:2018-03-31`, `number:12.5`,
//! `flag:true`, `error:#N/A`; all else is text.

use std::io::Write;
use std::path::Path;

use flate2::Compression;
use flate2::write::GzEncoder;
use rust_xlsxwriter::{ExcelDateTime, Format, Formula, Workbook, Worksheet};

/// The bytes of a file of some kind, made from text.
pub fn make(kind: &str, text: &str) -> Vec<u8> {
    match kind {
        "utf8-bom" => [b"\xEF\xBB\xBF", text.as_bytes()].concat(),
        "utf16le" => [b"\xFF\xFE".to_vec(), utf16(text, u16::to_le_bytes)].concat(),
        "utf16be" => [b"\xFE\xFF".to_vec(), utf16(text, u16::to_be_bytes)].concat(),
        "utf16le-bare" => utf16(text, u16::to_le_bytes),
        "windows-1252" => encoding_rs::WINDOWS_1252.encode(text).0.into_owned(),
        "escaped" => escaped(text),
        "crlf" => text.replace('\n', "\r\n").into_bytes(),
        "cr" => text.replace('\n', "\r").into_bytes(),
        "nothing" => Vec::new(),
        "gzip" => gzip(text.as_bytes()),
        "gzip-cut" => cut(gzip(text.as_bytes())),
        "xlsx" => xlsx(text),
        "xlsx-cut" => cut(xlsx(text)),
        "xlsx-1904" => xlsx_1904(text),
        "xlsx-locked" => locked(),
        "ods" => ods(text),
        "docx" => zip(&[("word/document.xml", text)]),
        "parquet" => parquet(text),
        "parquet-cut" => cut(parquet(text)),
        other => panic!("no such kind of file: {other}"),
    }
}

fn utf16(text: &str, bytes: fn(u16) -> [u8; 2]) -> Vec<u8> {
    text.encode_utf16().flat_map(bytes).collect()
}

/// Text in which `\xNN` stands for a byte.
fn escaped(text: &str) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("\\x") {
        bytes.extend(before.bytes());
        bytes.push(u8::from_str_radix(&after[..2], 16).unwrap());
        rest = &after[2..];
    }
    bytes.extend(rest.bytes());
    bytes
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

fn cut(mut bytes: Vec<u8>) -> Vec<u8> {
    bytes.truncate(bytes.len() * 2 / 3);
    bytes
}

/// Sheets are parted by lines that begin with `=== `, with the sheet's name
/// and, where it is hidden, `(hidden)`. A row that begins with `~` is hidden.
fn xlsx(text: &str) -> Vec<u8> {
    let mut book = Workbook::new();
    for (name, is_hidden, rows) in sheets(text) {
        let sheet = book.add_worksheet();
        sheet.set_name(name).unwrap();
        sheet.set_hidden(is_hidden);
        for (row, cells) in rows.iter().enumerate() {
            for (column, cell) in cells.iter().enumerate() {
                put(sheet, row as u32, column as u16, cell);
            }
        }
    }
    book.save_to_buffer().unwrap()
}

fn sheets(text: &str) -> Vec<(String, bool, Vec<Vec<String>>)> {
    let parts = if text.starts_with("=== ") {
        text.split("=== ").skip(1).map(|part| part.split_once('\n').unwrap()).collect()
    } else {
        vec![("Sheet1", text)]
    };
    let sheets = parts.into_iter().map(|(name, rows)| {
        let is_hidden = name.ends_with("(hidden)");
        (name.trim_end_matches("(hidden)").trim().to_owned(), is_hidden, table(rows))
    });
    sheets.collect()
}

/// CSV rows, blank ones included.
fn table(text: &str) -> Vec<Vec<String>> {
    let rows = text.lines().map(|line| {
        let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(line.as_bytes());
        let row = reader.records().next().map(|row| row.unwrap());
        row.iter().flat_map(|row| row.iter()).map(str::to_owned).collect()
    });
    rows.collect()
}

fn put(sheet: &mut Worksheet, row: u32, column: u16, cell: &str) {
    let cell = if column == 0 && cell.starts_with('~') {
        sheet.set_row_hidden(row).unwrap();
        &cell[1..]
    } else {
        cell
    };
    match cell.split_once(':') {
        Some(("date", text)) => {
            let format = Format::new().set_num_format("dd/mm/yyyy");
            let date = ExcelDateTime::parse_from_str(text).unwrap();
            sheet.write_datetime_with_format(row, column, &date, &format).unwrap();
        }
        Some(("number", text)) => {
            sheet.write_number(row, column, text.parse::<f64>().unwrap()).unwrap();
        }
        Some(("flag", text)) => {
            sheet.write_boolean(row, column, text == "true").unwrap();
        }
        Some(("error", text)) => {
            let formula = Formula::new("1/0").set_result(text);
            sheet.write_formula(row, column, formula).unwrap();
        }
        Some(("merged", text)) => {
            let format = Format::new();
            sheet.merge_range(row, column, row, column + 1, text, &format).unwrap();
        }
        _ if cell.is_empty() => {}
        _ => {
            sheet.write_string(row, column, cell).unwrap();
        }
    }
}

/// A workbook that counts days from 1904, part by part, for no writer makes
/// them. `date:` cells hold a serial number in the date format.
fn xlsx_1904(text: &str) -> Vec<u8> {
    let mut data = String::new();
    for (row, cells) in table(text).iter().enumerate() {
        data.push_str(&format!("<row r=\"{}\">", row + 1));
        for (column, cell) in cells.iter().enumerate() {
            let place = format!("{}{}", char::from(b'A' + column as u8), row + 1);
            data.push_str(&match cell.split_once(':') {
                Some(("date", text)) => format!("<c r=\"{place}\" s=\"1\"><v>{text}</v></c>"),
                Some(("number", text)) => format!("<c r=\"{place}\"><v>{text}</v></c>"),
                _ => format!("<c r=\"{place}\" t=\"inlineStr\"><is><t>{cell}</t></is></c>"),
            });
        }
        data.push_str("</row>");
    }
    let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    let links = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let package = "http://schemas.openxmlformats.org/package/2006/relationships";
    let workbook = format!(
        "<workbook xmlns=\"{main}\" xmlns:r=\"{links}\"><workbookPr date1904=\"1\"/>\
         <sheets><sheet name=\"Sheet1\" sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>"
    );
    let styles = format!(
        "<styleSheet xmlns=\"{main}\"><cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/></cellXfs>\
         </styleSheet>"
    );
    let relations = format!(
        "<Relationships xmlns=\"{package}\">\
         <Relationship Id=\"rId1\" Type=\"{links}/worksheet\" Target=\"worksheets/sheet1.xml\"/>\
         <Relationship Id=\"rId2\" Type=\"{links}/styles\" Target=\"styles.xml\"/></Relationships>"
    );
    let sheet = format!("<worksheet xmlns=\"{main}\"><sheetData>{data}</sheetData></worksheet>");
    let start = format!(
        "<Relationships xmlns=\"{package}\"><Relationship Id=\"rId1\" \
         Type=\"{links}/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>"
    );
    zip(&[
        ("_rels/.rels", &start),
        ("xl/workbook.xml", &workbook),
        ("xl/_rels/workbook.xml.rels", &relations),
        ("xl/styles.xml", &styles),
        ("xl/worksheets/sheet1.xml", &sheet),
    ])
}

/// The container of an encrypted workbook, with nothing in it.
fn locked() -> Vec<u8> {
    const FREE: u32 = 0xFFFF_FFFF;
    const END: u32 = 0xFFFF_FFFE;
    const TABLE: u32 = 0xFFFF_FFFD;
    let mut header = vec![0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];
    header.extend([0; 16]);
    for number in [0x3Eu16, 3, 0xFFFE, 9, 6, 0, 0, 0] {
        header.extend(number.to_le_bytes());
    }
    // Sectors: 0 holds the table of sectors, 1 the directory.
    for number in [0, 1, 1, 0, 4096, END, 0, END, 0, 0] {
        header.extend(number.to_le_bytes());
    }
    header.extend(FREE.to_le_bytes().repeat(108));
    let mut sectors = [TABLE.to_le_bytes(), END.to_le_bytes()].concat();
    sectors.extend(FREE.to_le_bytes().repeat(126));
    let entry = |name: &str, kind: u8| {
        let mut entry = utf16(name, u16::to_le_bytes);
        entry.resize(64, 0);
        entry.extend((name.len() as u16 * 2 + 2).to_le_bytes());
        entry.extend([kind, 1]);
        entry.extend(FREE.to_le_bytes().repeat(3));
        entry.resize(116, 0);
        entry.extend(END.to_le_bytes());
        entry.resize(128, 0);
        entry
    };
    let mut directory = [entry("Root Entry", 5), entry("EncryptedPackage", 2)].concat();
    directory.resize(512, 0);
    [header, sectors, directory].concat()
}

fn ods(text: &str) -> Vec<u8> {
    let mut rows = String::new();
    for cells in table(text) {
        rows.push_str("<table:table-row>");
        for cell in cells {
            rows.push_str(&match cell.split_once(':') {
                Some(("date", day)) => format!(
                    "<table:table-cell office:value-type=\"date\" office:date-value=\"{day}\"/>"
                ),
                Some(("number", number)) => format!(
                    "<table:table-cell office:value-type=\"float\" office:value=\"{number}\"/>"
                ),
                _ => format!(
                    "<table:table-cell office:value-type=\"string\"><text:p>{cell}</text:p>\
                     </table:table-cell>"
                ),
            });
        }
        rows.push_str("</table:table-row>");
    }
    let space = "urn:oasis:names:tc:opendocument:xmlns";
    let content = format!(
        "<?xml version=\"1.0\"?><office:document-content xmlns:office=\"{space}:office:1.0\" \
         xmlns:table=\"{space}:table:1.0\" xmlns:text=\"{space}:text:1.0\"><office:body>\
         <office:spreadsheet><table:table table:name=\"Sheet1\">{rows}</table:table>\
         </office:spreadsheet></office:body></office:document-content>"
    );
    let manifest = format!("<manifest:manifest xmlns:manifest=\"{space}:manifest:1.0\"/>");
    zip(&[
        ("mimetype", "application/vnd.oasis.opendocument.spreadsheet"),
        ("META-INF/manifest.xml", &manifest),
        ("content.xml", &content),
    ])
}

/// Columns are named `name:type`, with the types text, date, moment, whole,
/// decimal and flag.
fn parquet(text: &str) -> Vec<u8> {
    use std::sync::Arc;

    use arrow::array::{ArrayRef, RecordBatch, StringArray};
    use arrow::compute::cast;
    use arrow::datatypes::{DataType, TimeUnit};

    let rows = table(text);
    let columns = rows[0].iter().enumerate().map(|(place, header)| {
        let (name, kind) = header.split_once(':').unwrap_or((header, "text"));
        let cells = rows[1..].iter().map(|row| Some(row[place].as_str()).filter(|c| !c.is_empty()));
        let texts: ArrayRef = Arc::new(cells.collect::<StringArray>());
        let to = match kind {
            "text" => DataType::LargeUtf8,
            "date" => DataType::Date32,
            "moment" => DataType::Timestamp(TimeUnit::Microsecond, None),
            "whole" => DataType::Int64,
            "decimal" => DataType::Float64,
            "flag" => DataType::Boolean,
            other => panic!("no such type: {other}"),
        };
        (name.to_owned(), cast(&texts, &to).unwrap(), true)
    });
    let batch = RecordBatch::try_from_iter_with_nullable(columns.collect::<Vec<_>>()).unwrap();
    let compression = parquet::basic::Compression::SNAPPY;
    let properties = parquet::file::properties::WriterProperties::builder();
    let properties = properties.set_compression(compression).build();
    let mut bytes = Vec::new();
    let mut writer =
        parquet::arrow::ArrowWriter::try_new(&mut bytes, batch.schema(), Some(properties)).unwrap();
    writer.write(&batch).unwrap();
    writer.close().unwrap();
    bytes
}

/// A zip file whose members are not compressed.
fn zip(members: &[(&str, &str)]) -> Vec<u8> {
    let (mut bytes, mut directory) = (Vec::new(), Vec::new());
    for (name, text) in members {
        let mut sum = flate2::Crc::new();
        sum.update(text.as_bytes());
        let mut common = Vec::new();
        for number in [20u16, 0, 0, 0, 0x21] {
            common.extend(number.to_le_bytes());
        }
        for number in [sum.sum(), text.len() as u32, text.len() as u32] {
            common.extend(number.to_le_bytes());
        }
        common.extend((name.len() as u16).to_le_bytes());
        common.extend([0, 0]);
        let offset = bytes.len() as u32;
        bytes.extend(b"PK\x03\x04");
        bytes.extend(&common);
        bytes.extend(name.bytes().chain(text.bytes()));
        directory.extend(b"PK\x01\x02\x14\x00");
        directory.extend(&common);
        directory.extend([0; 10]);
        directory.extend(offset.to_le_bytes());
        directory.extend(name.bytes());
    }
    let (offset, count) = (bytes.len() as u32, members.len() as u16);
    bytes.extend(&directory);
    bytes.extend(b"PK\x05\x06\0\0\0\0");
    bytes.extend([count.to_le_bytes(), count.to_le_bytes()].concat());
    bytes.extend((directory.len() as u32).to_le_bytes());
    bytes.extend(offset.to_le_bytes());
    bytes.extend([0, 0]);
    bytes
}

/// Writes a file, and the folders above it.
pub fn write(path: &Path, bytes: &[u8]) {
    std::fs::create_dir_all(path.parent().unwrap()).unwrap();
    std::fs::write(path, bytes).unwrap();
}
