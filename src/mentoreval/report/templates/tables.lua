-- For every writer: the row that names a group spans its table.

local function is_group_row(row)
  for index, cell in ipairs(row.cells) do
    local text = pandoc.utils.stringify(cell.contents)
    if (text == '') == (index == 1) then
      return false
    end
  end
  local first = row.cells[1].contents[1]
  return #row.cells > 1 and #first.content == 1 and first.content[1].t == 'Strong'
end

function Table(element)
  for _, body in ipairs(element.bodies) do
    for _, row in ipairs(body.body) do
      if is_group_row(row) then
        row.cells[1].col_span = #row.cells
        row.cells = { row.cells[1] }
      end
    end
  end
  return element
end
