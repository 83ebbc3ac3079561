//! Extracts that arrive as Parquet: their columns cast to text, batch by
//! batch, so that a reference of millions of rows never stands in memory as
//! single texts. Whole numbers lose an idle `.0`, days an idle midnight.
//! Rows are counted from 1, for there is no header row.

use std::fs::File;
use std::path::Path;
use std::sync::Arc;

use arrow::array::{
    Array, ArrayRef, AsArray, Float64Array, Int64Array, PrimitiveArray, RecordBatch, StringArray,
    new_null_array,
};
use arrow::compute::{CastOptions, cast, cast_with_options};
use arrow::datatypes::{DataType, SchemaRef, TimeUnit, TimestampMicrosecondType};
use arrow::util::display::FormatOptions;
use csv::StringRecord;
use parquet::arrow::arrow_reader::{ParquetRecordBatchReader, ParquetRecordBatchReaderBuilder};

use crate::extract::decode::{Refused, refuse};
use crate::extract::identify::{Catalogue, Header, Recognition};

const BATCH: usize = 61_440;
const MICROSECONDS_A_DAY: i64 = 86_400_000_000;

/// A Parquet file that was recognised, ready to be read.
pub(in crate::extract) struct Received {
    /// The columns, and the spec that they belong to; row 0.
    pub(in crate::extract) header: Header,
    reader: ParquetRecordBatchReader,
    rows: i64,
}

impl Received {
    /// Opens the file and looks at its columns.
    pub(in crate::extract) fn open(
        path: &Path,
        catalogue: &Catalogue<'_>,
    ) -> Result<Self, Refused> {
        let file = File::open(path).map_err(|cause| damaged(&cause))?;
        let builder =
            ParquetRecordBatchReaderBuilder::try_new(file).map_err(|cause| damaged(&cause))?;
        let names = builder.schema().fields().iter().map(|field| field.name().as_str());
        let recognition = catalogue.recognise(&[(0, StringRecord::from_iter(names))], None);
        let header = match recognition {
            Recognition::Found(header) => header,
            other => {
                let finding = catalogue
                    .explain(&other)
                    .map(|finding| Box::new(crate::finding::Finding { row: None, ..finding }));
                return Err(finding.unwrap_or_else(|| damaged("it has no columns")));
            }
        };
        let reader = builder.with_batch_size(BATCH).build().map_err(|cause| damaged(&cause))?;
        Ok(Self { header, reader, rows: 0 })
    }

    /// The next batch in the shape of a landed file, or none after the last.
    pub(in crate::extract) fn next(
        &mut self,
        shape: &SchemaRef,
    ) -> Result<Option<RecordBatch>, Refused> {
        let Some(batch) = self.reader.next().transpose().map_err(|cause| damaged(&cause))? else {
            return Ok(None);
        };
        let mut arrays = Vec::with_capacity(shape.fields().len());
        for (column, field) in batch.columns().iter().zip(batch.schema().fields()) {
            arrays.push(text(column).map_err(|cause| {
                let says = format!("the column cannot be read as text: {cause}");
                let mut refused = refuse("column-type", says, "have it exported as text");
                refused.column = Some(field.name().clone());
                refused
            })?);
        }
        let count = batch.num_rows();
        let first = self.rows + 1;
        self.rows += i64::try_from(count).unwrap_or(i64::MAX);
        arrays.push(Arc::new(Int64Array::from_iter_values(first..=self.rows)));
        arrays.push(new_null_array(&DataType::Utf8, count));
        arrays.push(new_null_array(&DataType::Utf8, count));
        RecordBatch::try_new(shape.clone(), arrays).map(Some).map_err(|cause| damaged(&cause))
    }
}

fn text(column: &ArrayRef) -> Result<ArrayRef, arrow::error::ArrowError> {
    match column.data_type() {
        DataType::Utf8 => Ok(column.clone()),
        DataType::Float64 => number_text(column.as_primitive()),
        DataType::Float16 | DataType::Float32 => {
            without_idle_nought(&strict(column, &DataType::Utf8)?)
        }
        DataType::Timestamp(_, _) => {
            let moments = cast(column, &DataType::Timestamp(TimeUnit::Microsecond, None))?;
            moment_text(moments.as_primitive())
        }
        _ => strict(column, &DataType::Utf8),
    }
}

fn number_text(numbers: &Float64Array) -> Result<ArrayRef, arrow::error::ArrowError> {
    let is_whole = |number: f64| number.fract() == 0.0 && number.abs() < 9e15;
    if numbers.iter().flatten().all(is_whole) {
        let whole: Int64Array = numbers.unary(|number: f64| number as i64);
        return strict(&whole, &DataType::Utf8);
    }
    without_idle_nought(&strict(numbers, &DataType::Utf8)?)
}

fn without_idle_nought(texts: &ArrayRef) -> Result<ArrayRef, arrow::error::ArrowError> {
    let texts = texts.as_string::<i32>();
    let bare = texts.iter().map(|text| text.map(|text| text.strip_suffix(".0").unwrap_or(text)));
    Ok(Arc::new(bare.collect::<StringArray>()))
}

fn moment_text(
    moments: &PrimitiveArray<TimestampMicrosecondType>,
) -> Result<ArrayRef, arrow::error::ArrowError> {
    if moments.iter().flatten().all(|moment| moment % MICROSECONDS_A_DAY == 0) {
        return strict(&cast(moments, &DataType::Date32)?, &DataType::Utf8);
    }
    strict(moments, &DataType::Utf8)
}

/// Casts, and fails where a value cannot be cast: never a silent null.
fn strict(column: &dyn Array, to: &DataType) -> Result<ArrayRef, arrow::error::ArrowError> {
    let format = FormatOptions::new().with_timestamp_format(Some("%Y-%m-%d %H:%M:%S"));
    cast_with_options(column, to, &CastOptions { safe: false, format_options: format })
}

fn damaged(cause: &(impl std::fmt::Display + ?Sized)) -> Refused {
    let says =
        format!("the Parquet file is damaged, or compressed in a way that is not read: {cause}");
    refuse("corrupt", says, "have it sent again, as CSV if it still cannot be read")
}
