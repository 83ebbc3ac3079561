//! Rows to Parquet: the landed copy of an extract, all of it text as it was
//! received, with the row numbers of the original and the provenance in the
//! footer. A landed file is written under a temporary name, synced and
//! renamed; it is never changed afterwards. The same rows give the same bytes.
//!
//! Beside the columns received there are three more: `_row`, the row as a
//! spreadsheet counts; `_broken`, why a row does not fit its header, or null;
//! `_beyond`, the cells that lie to the right of the last named column, or null.

pub(super) mod batches;
pub(super) mod received;

use std::fs::File;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use arrow::array::{ArrayRef, RecordBatch, StringBuilder};
use arrow::datatypes::{DataType, Field, Schema, SchemaRef};
use parquet::arrow::ArrowWriter;
use parquet::arrow::arrow_writer::ArrowWriterOptions;
use parquet::basic::{Compression, Encoding};
use parquet::errors::ParquetError;
use parquet::file::metadata::KeyValue;
use parquet::file::properties::{EnabledStatistics, WriterProperties};
use parquet::schema::types::ColumnPath;

use super::discover;
use crate::error::{Error, Result};

/// The column that holds row numbers.
pub const ROW: &str = "_row";
/// The column that says why a row does not fit its header.
pub const BROKEN: &str = "_broken";
/// The column that holds cells beyond the last named column.
pub const BEYOND: &str = "_beyond";

/// Rows of one group: what DuckDB reads at a time.
const GROUP: usize = 122_880;

/// How temporary names begin, in the landed store.
const TEMPORARY: &str = ".landing-";

/// A landed file while it is written. Dropped before it is finished, it
/// leaves nothing behind.
pub(super) struct Landing {
    temporary: PathBuf,
    path: PathBuf,
    writer: Option<ArrowWriter<File>>,
}

/// A landed file that is in its place.
pub(super) struct Stored {
    /// Its size.
    pub(super) bytes: u64,
    /// Its digest.
    pub(super) digest: String,
}

/// Where the landed copy of these bytes lies.
pub(super) fn path_of(folder: &Path, digest: &str) -> PathBuf {
    folder.join(format!("{digest}.parquet"))
}

/// The shape of a landed file with these columns.
pub(super) fn shape(columns: &[String]) -> SchemaRef {
    let texts = columns.iter().map(|column| Field::new(column, DataType::Utf8, true));
    let marks = [
        Field::new(ROW, DataType::Int64, false),
        Field::new(BROKEN, DataType::Utf8, true),
        Field::new(BEYOND, DataType::Utf8, true),
    ];
    Arc::new(Schema::new(texts.chain(marks).collect::<Vec<_>>()))
}

/// Takes away what a killed run left half written.
pub(super) fn clear(folder: &Path) -> Result<()> {
    let fail = |cause| Error::io(folder, "look through the landed store", &cause);
    for entry in std::fs::read_dir(folder).map_err(fail)? {
        let path = entry.map_err(fail)?.path();
        let name = path.file_name().map(|name| name.to_string_lossy().into_owned());
        if name.is_some_and(|name| name.starts_with(TEMPORARY)) {
            std::fs::remove_file(&path)
                .map_err(|cause| Error::io(&path, "remove a half-written file", &cause))?;
        }
    }
    Ok(())
}

/// Makes the renames in the landed store last through a power cut.
pub(super) fn sync(folder: &Path) -> Result<()> {
    let done = File::open(folder).and_then(|folder| folder.sync_all());
    done.map_err(|cause| Error::io(folder, "sync the landed store", &cause))
}

impl Landing {
    /// Opens the temporary file.
    pub(super) fn create(folder: &Path, digest: &str, shape: SchemaRef) -> Result<Self> {
        let temporary = folder.join(format!("{TEMPORARY}{digest}"));
        let file = File::create(&temporary)
            .map_err(|cause| Error::io(&temporary, "write a landed file", &cause))?;
        let writer = writer(file, shape).map_err(|cause| failed(&temporary, cause))?;
        Ok(Self { path: path_of(folder, digest), temporary, writer: Some(writer) })
    }

    /// Adds rows.
    pub(super) fn write(&mut self, batch: &RecordBatch) -> Result<()> {
        let Some(writer) = &mut self.writer else {
            return Ok(());
        };
        writer.write(batch).map_err(|cause| failed(&self.temporary, cause))
    }

    /// Writes the footer, syncs and puts the file into its place.
    pub(super) fn finish(mut self, footer: &[(&str, String)]) -> Result<Stored> {
        let path = self.temporary.clone();
        let fail = |cause| Error::io(&path, "write a landed file", &cause);
        if let Some(mut writer) = self.writer.take() {
            for (key, value) in footer {
                writer.append_key_value_metadata(KeyValue::new((*key).to_owned(), value.clone()));
            }
            let file = writer.into_inner().map_err(|cause| failed(&path, cause))?;
            file.sync_all().map_err(fail)?;
        }
        let bytes = std::fs::metadata(&path).map_err(fail)?.len();
        let digest = discover::digest_of_file(&path).map_err(fail)?;
        std::fs::rename(&path, &self.path).map_err(fail)?;
        Ok(Stored { bytes, digest })
    }
}

impl Drop for Landing {
    fn drop(&mut self) {
        // Renamed, and so gone, where all went well.
        let _ = std::fs::remove_file(&self.temporary);
    }
}

/// Writes a table of text as Parquet: an extract such as another program
/// would export it, without the marks of a landed file. Rows shorter than the
/// columns end in nulls.
///
/// # Errors
///
/// Where the file cannot be written.
pub fn write_table(
    path: &Path,
    columns: &[String],
    rows: impl Iterator<Item = Vec<String>>,
) -> Result<()> {
    let texts = columns.iter().map(|column| Field::new(column, DataType::Utf8, true));
    let shape: SchemaRef = Arc::new(Schema::new(texts.collect::<Vec<_>>()));
    let file = File::create(path).map_err(|cause| Error::io(path, "write a table", &cause))?;
    let mut writer = writer(file, shape.clone()).map_err(|cause| failed(path, cause))?;
    let mut rows = rows.peekable();
    while rows.peek().is_some() {
        let mut builders: Vec<StringBuilder> =
            columns.iter().map(|_| StringBuilder::new()).collect();
        for row in rows.by_ref().take(GROUP) {
            let mut cells = row.into_iter();
            for builder in &mut builders {
                builder.append_option(cells.next());
            }
        }
        let arrays = builders.iter_mut().map(|builder| Arc::new(builder.finish()) as ArrayRef);
        let batch = RecordBatch::try_new(shape.clone(), arrays.collect())
            .map_err(|cause| failed(path, cause.into()))?;
        writer.write(&batch).map_err(|cause| failed(path, cause))?;
    }
    let file = writer.into_inner().map_err(|cause| failed(path, cause))?;
    file.sync_all().map_err(|cause| Error::io(path, "write a table", &cause))
}

fn writer(file: File, shape: SchemaRef) -> std::result::Result<ArrowWriter<File>, ParquetError> {
    let row = ColumnPath::from(ROW);
    let properties = WriterProperties::builder()
        .set_created_by("sufficiency".to_owned())
        .set_compression(Compression::LZ4_RAW)
        .set_max_row_group_row_count(Some(GROUP))
        .set_statistics_enabled(EnabledStatistics::None)
        .set_column_dictionary_enabled(row.clone(), false)
        .set_column_encoding(row, Encoding::DELTA_BINARY_PACKED)
        .build();
    let options =
        ArrowWriterOptions::new().with_properties(properties).with_skip_arrow_metadata(true);
    ArrowWriter::try_new_with_options(file, shape, options)
}

/// A full disk is told from other failures by its exit code.
fn failed(path: &Path, cause: ParquetError) -> Error {
    let cause = match cause {
        ParquetError::External(inner) => match inner.downcast::<std::io::Error>() {
            Ok(cause) => *cause,
            Err(other) => std::io::Error::other(other),
        },
        other => std::io::Error::other(other),
    };
    Error::io(path, "write a landed file", &cause)
}

#[cfg(test)]
pub(super) mod tests {
    use parquet::file::reader::{FileReader, SerializedFileReader};

    use super::*;

    /// How many rows a Parquet file holds.
    pub(in crate::extract) fn rows_in(path: &Path) -> i64 {
        let reader = SerializedFileReader::new(File::open(path).unwrap()).unwrap();
        reader.metadata().file_metadata().num_rows()
    }

    #[test]
    fn a_table_is_written_with_the_same_bytes_each_time() {
        let folder = tempfile::tempdir().unwrap();
        let columns = ["A", "B"].map(str::to_owned);
        let rows = || (0..200_000).map(|row| vec![format!("a{row}"), String::new()]);
        let paths = ["one.parquet", "two.parquet"].map(|name| folder.path().join(name));
        for path in &paths {
            write_table(path, &columns, rows()).unwrap();
        }
        assert_eq!(rows_in(&paths[0]), 200_000);
        assert_eq!(std::fs::read(&paths[0]).unwrap(), std::fs::read(&paths[1]).unwrap());
        write_table(&paths[0], &columns, std::iter::empty()).unwrap();
        assert_eq!(rows_in(&paths[0]), 0);
    }

    #[test]
    fn what_is_not_finished_leaves_nothing() {
        let folder = tempfile::tempdir().unwrap();
        let landing = Landing::create(folder.path(), "abc", shape(&[])).unwrap();
        drop(landing);
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0);
    }
}
